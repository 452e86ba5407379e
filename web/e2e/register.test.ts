import type { Page } from '@playwright/test'

import { expect, expectAccessible, expectFits, fillAndKeep, signIn, test } from './helpers'

// A tap on whatever is pressed, and on a field before it is typed in: counted as a thumb does it.
function thumb(page: Page) {
  let taps = 0
  return {
    count: () => taps,
    async tap(name: string | RegExp, role: 'button' | 'link' = 'button') {
      taps += 1
      await page.getByRole(role, { name, exact: typeof name === 'string' }).first().click()
    },
    async type(label: string, text: string) {
      taps += 1
      await page.getByLabel(label, { exact: true }).click()
      await page.keyboard.insertText(text)
    },
  }
}

test('a simple dispute settled on the spot takes fewer than twelve taps', async ({ page }) => {
  await signIn(page, 'village_lead')
  const hand = thumb(page)
  await hand.tap(/新的纠纷/, 'link')
  await hand.type('什么事', '两家共用水井的抽水时间和电费分摊不均，多次争吵。')
  await hand.type('申请人姓名', '林秀兰')
  await hand.type('被申请人姓名', '苏建国')
  await hand.tap('王思梅')
  await hand.tap('双方互相赔礼道歉，握手言和。')
  // Guessed: the kind from the text, the rest from the account.
  await expect(page.getByRole('button', { name: '邻里', pressed: true })).toBeVisible()
  await expect(page.getByText(/营边社区居委会 · .* · 王思梅/)).toBeVisible()
  await expect(page.getByRole('heading', { name: '可能已经登记过' })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  await hand.tap('登记并化解')
  await expect(page.getByRole('heading', { name: '已登记并化解' })).toBeVisible()
  await expect(page.getByText(/（2022）营边民调字第\d+号/)).toBeVisible()
  expect(hand.count()).toBeLessThan(12)
  await expectAccessible(page)
})

test('after a failure in the middle it goes on from there, and nothing is done twice', async ({ page }) => {
  await signIn(page, 'village_lead')
  const given: { do: string; id: string }[] = []
  let cut = true
  await page.route('**/api/v1/commands', async (route) => {
    const command = route.request().postDataJSON() as { do: string; id: string }
    given.push(command)
    if (cut && command.do === 'case.accept') return route.fulfill({ status: 500, json: { code: 'internal', detail: '服务器出错' } })
    return route.continue()
  })
  await page.goto('/register')
  const hand = thumb(page)
  await hand.type('什么事', '借用三轮车没有归还，借条还在，说了几次不还。')
  await hand.type('申请人姓名', '陈小梅')
  await hand.type('被申请人姓名', '郑国强')
  await hand.tap('王思梅')
  await hand.type('怎么解决的', '当日归还三轮车。')
  await hand.tap('登记并化解')
  await expect(page.getByText('已送出，还不知道结果')).toBeVisible()
  await expect(page.getByLabel('什么事')).toBeDisabled()
  // Reloaded, it still knows how far it came.
  await page.reload()
  await expect(page.getByRole('heading', { name: '没有全部办完' })).toBeVisible()
  await expect(page.getByLabel('怎么解决的')).toHaveValue('当日归还三轮车。')
  await expectAccessible(page)
  cut = false
  await hand.tap('接着办完')
  await expect(page.getByRole('heading', { name: '已登记并化解' })).toBeVisible()
  expect(given.map((command) => command.do)).toEqual(['case.register', 'case.accept', 'case.accept', 'case.settle'])
  expect(given[1].id).toBe(given[2].id)
})

test('the full form: checks beside the fields, a draft that survives, registered and accepted', async ({ page }) => {
  await signIn(page, 'clerk')
  await page.goto('/register?mode=plain')
  await page.getByRole('button', { name: '登记并受理' }).click()
  await expect(page.getByText('请写明是什么纠纷')).toBeVisible()
  await expect(page.getByText('请选择调解员')).toBeVisible()
  const applicant = page.getByRole('region', { name: '申请人一方', exact: true })
  await applicant.getByLabel('身份证号').fill('110105194912310021')
  await expect(page.getByText('校验码不对', { exact: false })).toBeVisible()
  await applicant.getByLabel('身份证号').fill('11010519491231002x')
  await expect(page.getByText('女，1949年12月31日出生，72周岁')).toBeVisible()
  await applicant.getByLabel('姓名').fill('陈阿英')
  await page.getByRole('region', { name: '被申请人一方' }).getByLabel('姓名').fill('林大山')
  await fillAndKeep(page.getByLabel('什么事'), '东红村两户地界的界石移位，影响夏种。')
  await page.reload()
  await expect(applicant.getByLabel('姓名')).toHaveValue('陈阿英')
  // The village stands in the text; its committee's people are at hand.
  await page.getByRole('group', { name: '调解员' }).getByRole('button').first().click()
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: '登记并受理' }).click()
  await expect(page.getByRole('heading', { name: '已登记并受理' })).toBeVisible()
  await expect(page.getByText(/（2022）东红民调字第\d+号/)).toBeVisible()
})

test('nothing typed is thrown away by two quick presses, and a number stays as it is typed', async ({ page }) => {
  await signIn(page, 'village_lead')
  await page.goto('/register?mode=plain')
  await page.getByLabel('什么事', { exact: true }).fill('屋檐滴水落到邻居院里，说过几次没有改。')
  const people = page.getByLabel('涉及人数')
  await people.fill('12')
  await people.press('Backspace')
  await people.press('Backspace')
  await expect(people).toHaveValue('')
  await page.keyboard.type('3')
  await expect(people).toHaveValue('3')
  await people.fill('2.6')
  await people.blur()
  await expect(people).toHaveValue('3')
  const clear = page.getByRole('button', { name: '清空重填' })
  await clear.dblclick()
  await expect(page.getByLabel('什么事', { exact: true })).toHaveValue('屋檐滴水落到邻居院里，说过几次没有改。')
  const keep = page.getByRole('button', { name: '继续填写' })
  if (await keep.isVisible()) await keep.click() // on a phone the second press meets nothing
  await clear.click()
  await expect(page.getByText('已填的内容会清空。')).toBeVisible()
  await expectAccessible(page)
  await clear.click()
  await expect(page.getByLabel('什么事', { exact: true })).toHaveValue('')
})

test('letters typed at a closed list open it, and lead to no other page', async ({ page }) => {
  await signIn(page, 'village_lead')
  await page.goto('/register?mode=plain')
  const list = page.getByRole('combobox', { name: '调解组织' })
  await list.focus()
  await page.keyboard.press('n')
  await expect(page.locator('input[role="combobox"]:focus')).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.insertText('营边')
  await page.getByRole('option', { name: '营边社区人民调解委员会' }).click()
  await expect(page).toHaveURL(/\/register\?mode=plain$/)
  await expect(page.getByText('营边社区人民调解委员会').first()).toBeVisible()
})
