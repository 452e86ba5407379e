import { expect, signIn, test } from './helpers'

test('what another does appears without reload', async ({ page, browser, baseURL }) => {
  await signIn(page, 'village_lead')
  await page.goto('/cases/live-03')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const other = await browser.newContext({ baseURL })
  const signed = await other.request.post('/api/v1/session', { data: { account: 'mediator', password: 'Ceshi-2021!' } })
  const { csrf } = (await signed.json()) as { csrf: string }
  const given = await other.request.post('/api/v1/commands', {
    headers: { 'X-CSRF-Token': csrf },
    data: { do: 'case.session', case: 'live-03', place: '老人活动中心', notes: '又谈了一次。', at: '2022-06-01' },
  })
  expect(given.ok()).toBe(true)
  await expect(page.getByText('老人活动中心').first()).toBeVisible()
  await other.close()
})

test('the keyboard: / searches, n logs', async ({ page }) => {
  await signIn(page, 'village_lead')
  await page.keyboard.press('n')
  await expect(page).toHaveURL(/\/register/)
  await page.goto('/desk')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page).toHaveURL(/\/cases/)
  await expect(page.getByRole('searchbox').or(page.getByLabel(/搜索|查找/)).first()).toBeFocused()
})
