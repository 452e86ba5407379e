import type { APIRequestContext } from '@playwright/test'

import { expect, expectAccessible, expectFits, fillAndKeep, password, signIn, test } from './helpers'

const formOf = (id: string, command: string): string => `/cases/${id}/do/${command}`


// Someone else at another machine.
async function giveAs(request: APIRequestContext, account: string, command: object): Promise<void> {
  const session = (await (await request.post('/api/v1/session', { data: { account, password } })).json()) as { csrf: string }
  const answer = await request.post('/api/v1/commands', { data: command, headers: { 'X-CSRF-Token': session.csrf } })
  expect(answer.status(), await answer.text()).toBe(201)
}

test('a session is written down; nothing typed is lost on reload', async ({ page }) => {
  await signIn(page, 'mediator')
  await page.goto(formOf('live-04', 'case.session'))
  await page.getByRole('button', { name: '登记调解' }).click()
  await expect(page.getByText('请填写：地点')).toBeVisible()
  await expect(page.getByText('请填写：会谈记录')).toBeVisible()
  await page.getByRole('button', { name: '当事人家中' }).click()
  await fillAndKeep(page.getByLabel('会谈记录'), '医院估价三千二百元，双方同意各半。')
  await page.reload()
  await expect(page.getByText('上次没有提交的内容已恢复')).toBeVisible()
  await expect(page.getByLabel('会谈记录')).toHaveValue(/各半/)
  await expectAccessible(page)
  await page.getByRole('button', { name: '登记调解' }).click()
  await expect(page.getByText('已办理：登记调解')).toBeVisible()
  await expect(page).toHaveURL(/\/cases\/live-04$/)
})

test('a hearing tells its rules while it is written down', async ({ page }) => {
  await signIn(page, 'village_lead')
  await page.goto(formOf('live-03', 'case.hearing'))
  await expect(page.getByText('已选0人，至少三人，还差3人')).toBeVisible()
  await page.getByLabel('参加评理的乡贤').click()
  const elders = page.getByRole('option')
  for (const index of [0, 1, 2, 3]) await elders.nth(index).click()
  await expect(page.getByText('已选4人，人数须为单数')).toBeVisible()
  await elders.nth(3).click()
  await expect(page.getByText('已选3人，人数符合规定')).toBeVisible()
  await page.getByLabel('意见').click()
  await page.getByLabel('意见').fill('应以老照片所示墙基为界。')
  await page.getByRole('button', { name: '登记评理会' }).click()
  await expect(page.getByText('须经全体当事人同意', { exact: true }).first()).toBeVisible()
  await page.getByText('是', { exact: true }).click()
  await page.getByRole('button', { name: '登记评理会' }).click()
  await expect(page.getByText('已办理：登记评理会')).toBeVisible()
})

test('a review shows quorum and votes', async ({ page }) => {
  await signIn(page, 'neighbour')
  await page.goto(formOf('live-05', 'case.review'))
  await page.getByLabel('到会村民代表').fill('5')
  await expect(page.getByText(/应到\d+人，须到会\d+人；已到5人，还差\d+人，会议不能举行/)).toBeVisible()
  const line = await page.getByText(/须到会\d+人/).textContent()
  const needed = Number(/须到会(\d+)人/.exec(line ?? '')?.[1])
  await page.getByLabel('到会村民代表').fill(String(needed))
  await page.getByLabel('到会村民代表').blur()
  await expect(page.getByText(/可以举行/)).toBeVisible()
  await page.getByLabel('赞成').fill(String(needed))
  await page.getByLabel('反对').fill('0')
  await page.getByLabel('反对').blur()
  await expect(page.getByText(/赞成过半数，通过/)).toBeVisible()
  await expectAccessible(page)
})

test('an agreement is laid out in instalments', async ({ page }) => {
  await signIn(page, 'mediator')
  await page.goto(formOf('live-02', 'case.settle'))
  await page.getByLabel('协议内容').fill('拖欠工资一万元分三期付清。')
  await page.getByLabel('协议金额').fill('10000')
  await page.getByRole('button', { name: '按月分期' }).click()
  await page.getByLabel('首期日期').fill('2022-06-30')
  await page.getByRole('button', { name: '生成各期' }).click()
  await expect(page.getByText('合计：10,000元')).toBeVisible()
  await page.getByRole('button', { name: '添加一项' }).click()
  await page.getByRole('button', { name: '删除第4项' }).click()
  // The bar at the phone's foot covers nothing that axe then finds too small.
  await page.getByLabel('协议内容').scrollIntoViewIfNeeded()
  await expectAccessible(page)
  await expectFits(page)
  await page.getByRole('button', { name: '达成协议' }).click()
  await expect(page.getByText('已办理：达成协议')).toBeVisible()
  await page.goto(formOf('live-02', 'case.perform'))
  await expect(page.getByText(/第2项.*2022年7月30日前 3,333元/)).toBeVisible()
})

test('what another did meanwhile is shown beside what was typed', async ({ page, playwright, baseURL }) => {
  // Without the stream of changes the page learns of it from the refusal alone.
  await page.route('**/api/v1/events', (route) => route.abort())
  await signIn(page, 'village_lead')
  await page.goto(formOf('live-04', 'case.assign'))
  await page.getByLabel('一案一策').fill('先估价，再分担。')
  const other = await playwright.request.newContext({ baseURL })
  await giveAs(other, 'mediator', {
    do: 'case.session', case: 'live-04', place: '社区调解室', notes: '家长另提出误工费。', at: '2022-06-01',
  })
  await other.dispose()
  await page.getByRole('button', { name: '指派调解员' }).click()
  await expect(page.getByRole('heading', { name: '您查看之后，案件有新的变动' })).toBeVisible()
  await expect(page.getByText('家长另提出误工费。')).toBeVisible()
  await expect(page.getByLabel('一案一策')).toHaveValue('先估价，再分担。')
  await expect(page.getByRole('button', { name: '指派调解员' })).toBeDisabled()
  await expectAccessible(page)
  await page.getByRole('button', { name: '已看过，继续办理' }).click()
  await page.getByRole('button', { name: '指派调解员' }).click()
  await expect(page.getByText('已办理：指派调解员')).toBeVisible()
})

test('a correction keeps the old value in sight', async ({ page }) => {
  await signIn(page, 'mediator')
  await page.goto(formOf('live-10', 'case.correct'))
  await page.getByRole('button', { name: '更正纠纷简要情况' }).click()
  await page.getByRole('textbox', { name: '纠纷简要情况' }).fill('夜间音响声音大，经劝说双方和解。')
  await expect(page.getByText('原来：夜间音响声音大，邻居上门理论，经劝说双方和解。')).toBeVisible()
  await page.getByLabel('更正理由').fill('原记录有误')
  await page.getByRole('button', { name: '更正', exact: true }).last().click()
  await expect(page.getByText('已办理：更正')).toBeVisible()
})

const looked = new Set([
  'case.accept', 'case.hearing', 'case.escalate', 'case.correct', 'case.perform', 'case.terminate', 'case.extend', 'case.merge', 'case.paper',
])

test('every form of a case opens, fits and is accessible', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, 'clerk')
  const commands = (await (await page.request.get('/api/v1/cases/live-06/actions')).json()) as { do: string; name: string }[]
  for (const command of commands) {
    await page.goto(formOf('live-06', command.do))
    await expect(page.getByRole('heading', { level: 1, name: command.name })).toBeVisible()
    await expect(page.getByRole('button', { name: command.name, exact: true }).last()).toBeVisible()
    await expectFits(page)
    // One of each kind of field; the others are made of the same parts.
    if (looked.has(command.do)) await expectAccessible(page)
  }
})
