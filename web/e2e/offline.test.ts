// Work without signal: what is written stays, through reload and signing out, and arrives once.
import type { BrowserContext, Page } from '@playwright/test'

import { askToSignOut, expect, expectAccessible, expectFits, signIn, signOut, test } from './helpers'

// The app has put itself by: from now on it opens without signal.
async function keptByTheBrowser(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50))
  })
}

async function writeSettled(page: Page, what: string, applicant: string): Promise<void> {
  await page.getByLabel('什么事', { exact: true }).fill(what)
  await page.getByLabel('申请人姓名', { exact: true }).fill(applicant)
  await page.getByLabel('被申请人姓名', { exact: true }).fill('苏建国')
  await page.getByRole('button', { name: '王思梅', exact: true }).click()
  await page.getByLabel('怎么解决的', { exact: true }).fill('双方互相赔礼道歉。')
  await page.getByRole('button', { name: '登记并化解' }).click()
}

const badge = (page: Page, waiting: number, stopped = 0) =>
  page.getByRole('link', { name: `待发件箱：${waiting}件待发，${stopped}件须处理` })

// Everything that IndexedDB and localStorage hold, as text.
async function heldInTheBrowser(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts: string[] = [JSON.stringify({ ...localStorage })]
    for (const { name = '' } of await indexedDB.databases()) {
      const open = indexedDB.open(name)
      await new Promise((resolve) => (open.onsuccess = resolve))
      for (const store of open.result.objectStoreNames) {
        const all = open.result.transaction(store).objectStore(store).getAll()
        await new Promise((resolve) => (all.onsuccess = resolve))
        for (const row of all.result as object[])
          texts.push(
            JSON.stringify(row, (_, value: unknown) =>
              value instanceof ArrayBuffer || value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
            ),
          )
      }
      open.result.close()
    }
    return texts.join('\n')
  })
}

async function found(page: Page, text: string): Promise<{ case: string; status: string }[]> {
  const response = await page.request.get(`/api/v1/cases?q=${encodeURIComponent(text)}`)
  return ((await response.json()) as { items: { case: string; status: string }[] }).items
}

async function offline(context: BrowserContext, page: Page): Promise<void> {
  await context.setOffline(true)
  await expect(page.getByText(/^离线/).first()).toBeVisible()
}

test('three cases written without signal outlive a reload and arrive once', async ({ page, context }) => {
  test.setTimeout(120_000)
  await signIn(page, 'village_lead')
  await page.goto('/desk')
  await keptByTheBrowser(page)
  await page.goto('/register')
  await expect(page.getByRole('button', { name: '王思梅', exact: true })).toBeVisible()
  await offline(context, page)

  await writeSettled(page, '离线甲：两家共用水沟淤塞。', '林秀兰')
  await expect(page.getByRole('heading', { name: /待发/ })).toBeVisible()
  await expect(badge(page, 3)).toBeVisible()
  await page.getByRole('button', { name: /再记一件|再登记|下一件/ }).click()
  await writeSettled(page, '离线乙：晒谷占道争吵。', '陈小梅')
  await expect(page.getByRole('heading', { name: /待发/ })).toBeVisible()
  await expect(badge(page, 6)).toBeVisible()
  expect(await heldInTheBrowser(page)).not.toMatch(/离线甲|离线乙|林秀兰|陈小梅/)

  await page.reload()
  await expect(badge(page, 6)).toBeVisible()
  await expect(page.getByLabel('什么事', { exact: true })).toBeVisible()
  await writeSettled(page, '离线丙：果树枝过界。', '郑国强')
  await expect(badge(page, 9)).toBeVisible()
  await page.goto('/outbox')
  await expect(page.locator('[data-state="waiting"], [data-state="held"]')).toHaveCount(9)
  await expect(page.getByText('离线丙：果树枝过界。')).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)

  await context.setOffline(false)
  await expect(page.locator('li[data-state="sent"]')).toHaveCount(9, { timeout: 30_000 })
  await expect(page.locator('article[data-state]')).toHaveCount(0)
  for (const text of ['离线甲', '离线乙', '离线丙']) {
    const cases = await found(page, text)
    expect(cases).toHaveLength(1)
    expect(cases[0].status).toBe('settled')
  }
  await page.reload()
  for (const text of ['离线甲', '离线乙', '离线丙']) expect(await found(page, text)).toHaveLength(1)
})

test('open cases can be read and gone on with, a photograph too', async ({ page, context }) => {
  await signIn(page, 'village_lead')
  await page.goto('/cases/live-03')
  await keptByTheBrowser(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto('/cases/live-03/do/case.paper')
  await expect(page.locator('input[type="file"]').first()).toBeAttached()
  await offline(context, page)
  await page.goto('/cases/live-03')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/营边民调字|live-03/)
  await page.goto('/cases/live-03/do/case.paper')
  // A real picture, of one red point.
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==', 'base64',
  )
  await page.locator('input[type="file"]').first().setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: png })
  await page.getByLabel('材料种类').selectOption('证据材料')
  await page.getByRole('button', { name: '材料入卷', exact: true }).click()
  await expect(badge(page, 1)).toBeVisible()
  await context.setOffline(false)
  await expect(badge(page, 1)).toBeHidden({ timeout: 30_000 })
  const events = await (await page.request.get('/api/v1/cases/live-03/history')).text()
  expect(events).toMatch(/[0-9a-f]{64}/)
})

test('signing out keeps what waits; it goes when the person is back', async ({ page, context }) => {
  await signIn(page, 'village_lead')
  await page.goto('/desk')
  await keptByTheBrowser(page)
  await page.goto('/register')
  await expect(page.getByRole('button', { name: '王思梅', exact: true })).toBeVisible()
  await offline(context, page)
  await writeSettled(page, '离线丁：鸡鸭啄食菜地。', '何大姐')
  await expect(badge(page, 3)).toBeVisible()
  const dialog = await askToSignOut(page)
  await expect(dialog).toContainText('还有3件没有发出')
  await dialog.getByRole('button', { name: '退出' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect(await heldInTheBrowser(page)).not.toMatch(/离线丁|何大姐/)
  await context.setOffline(false)
  await signIn(page, 'village_lead')
  await expect.poll(() => found(page, '离线丁').then((cases) => cases.length)).toBe(1)
})

test('wiped on leaving when asked, nothing of it stays in the browser', async ({ page }) => {
  await signIn(page, 'village_lead')
  await page.goto('/cases/live-03')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const dialog = await askToSignOut(page)
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: '退出' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  const rows = (await heldInTheBrowser(page)).split('\n').slice(1)
  expect(rows).toEqual([])
  await signIn(page, 'village_lead')
  await signOut(page)
})

test('a case that moved on meanwhile: both versions are shown, and the person decides', async ({ page, context, playwright, baseURL }) => {
  test.setTimeout(120_000)
  await signIn(page, 'village_lead')
  await page.goto('/desk')
  await keptByTheBrowser(page)
  await page.goto('/cases/live-04/do/case.session')
  await expect(page.getByLabel('地点')).toBeVisible()
  await offline(context, page)
  await page.getByLabel('地点').fill('村口榕树下')
  await page.getByLabel(/记录|情况/).first().fill('双方都到了，愿意再谈。')
  await page.locator('form button[type="submit"], form .el-button--primary').last().click()
  await expect(badge(page, 1)).toBeVisible()

  const other = await playwright.request.newContext({ baseURL })
  const signed = await other.post('/api/v1/session', { data: { account: 'mediator', password: 'Ceshi-2021!' } })
  const { csrf } = (await signed.json()) as { csrf: string }
  const given = await other.post('/api/v1/commands', {
    headers: { 'X-CSRF-Token': csrf },
    data: { do: 'case.session', case: 'live-04', place: '社区调解室', notes: '家长另提出误工费。', at: '2022-06-01' },
  })
  expect(given.ok()).toBe(true)
  await other.dispose()

  await context.setOffline(false)
  await expect(badge(page, 0, 1)).toBeVisible({ timeout: 30_000 })
  await page.goto('/outbox')
  const item = page.locator('article[data-state="conflict"]')
  await expect(item).toContainText('双方都到了，愿意再谈。')
  await expect(item).toContainText('家长另提出误工费。')
  await expectFits(page)
  await expectAccessible(page)
  await item.getByRole('button', { name: '重新发送' }).click()
  await expect(page.locator('li[data-state="sent"]')).toHaveCount(1)
  const text = await (await page.request.get('/api/v1/cases/live-04/history')).text()
  expect(text).toContain('村口榕树下')
  expect(text).toContain('误工费')
})
