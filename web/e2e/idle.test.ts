import { expect, expectAccessible, signIn, test } from './helpers'

test('whoever does nothing is asked, and signed out after ten minutes', async ({ page }) => {
  await page.clock.install()
  await signIn(page, 'clerk')
  await page.clock.runFor('09:05')
  await expect(page.getByRole('dialog', { name: '您还在吗？' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '继续使用' }).click()
  await page.clock.runFor(1000)
  await expect(page.getByRole('dialog', { name: '您还在吗？' })).toBeHidden()
  await page.clock.runFor('10:05')
  await expect(page).toHaveURL(/\/sign-in\?reason=idle&back=\/desk/)
  await expect(page.getByText('长时间没有操作，已自动退出')).toBeVisible()
})
