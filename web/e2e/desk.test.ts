import { expect, expectAccessible, expectFits, signIn, test } from './helpers'

test('a mediator sees what is due, soonest first, and opens it', async ({ page }) => {
  await signIn(page, 'mediator')
  await expect(page.getByRole('heading', { name: /^已逾期/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: /^三日内/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /新的纠纷/ })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  const first = page.getByRole('link', { name: /调解总期限/ }).first()
  await expect(first).toContainText('已逾期20日')
  await first.click()
  await expect(page).toHaveURL(/\/cases\/live-07$/)
})

test('a supervisor sees the campaign in short; the counters open their lists', async ({ page }) => {
  await signIn(page, 'supervisor')
  await expect(page.getByText('2022年夏季矛盾纠纷清零行动')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('list', { name: '件数' }).getByRole('link', { name: /调解中/ }).click()
  await expect(page).toHaveURL(/\/cases\?status=mediating/)
})
