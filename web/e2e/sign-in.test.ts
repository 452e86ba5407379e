import { expect, expectAccessible, expectFits, signIn, signOut, test } from './helpers'

test('one signs in and out, at the page one wanted', async ({ page }) => {
  await page.goto('/cases?status=mediating')
  await expect(page).toHaveURL(/\/sign-in\?back=/)
  await expect(page).toHaveTitle(/登录/)
  await expectAccessible(page)
  await expectFits(page)
  await page.getByLabel('账号', { exact: true }).fill('mediator')
  await page.getByLabel('口令', { exact: true }).fill('Ceshi-2021!')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page).toHaveURL(/\/cases\?status=mediating/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await signOut(page)
  await page.goto('/cases')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a wrong password is told in plain words', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByText('请输入账号')).toBeVisible()
  await page.getByLabel('账号', { exact: true }).fill('neighbour')
  await page.getByLabel('口令', { exact: true }).fill('falsch')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('alert').getByText('账号或口令不正确')).toBeVisible()
  await expectAccessible(page)
})

test('the shell is accessible, light, dark and large', async ({ page }) => {
  await signIn(page, 'supervisor')
  await expect(page).toHaveURL(/\/desk/)
  await expectAccessible(page)
  await expectFits(page)
  for (const mode of ['大字', '深色']) {
    await page.getByRole('button', { name: '账号 supervisor' }).click()
    await page.getByRole('menuitem', { name: mode }).click()
    await expect(page.getByRole('menuitem', { name: mode })).toBeHidden()
    await expectAccessible(page)
    await expectFits(page)
  }
})

test('administrators land on their own pages and see no cases', async ({ page }) => {
  for (const [account, path] of [['admin', '/system/overview'], ['security', '/system/overview'], ['auditor', '/system/overview']]) {
    await signIn(page, account)
    await expect(page).toHaveURL(new RegExp(`${path}$`))
    await page.goto('/cases')
    await expect(page).not.toHaveURL(/\/cases/)
    await signOut(page)
  }
})
