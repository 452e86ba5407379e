import { expect, expectAccessible, expectFits, signIn, test } from './helpers'

test('a clerk sees who was in office on a day, and appoints a mediator', async ({ page }, info) => {
  const name = info.project.name === 'phone' ? '林新任' : '陈新任'
  await signIn(page, 'clerk')
  await page.goto('/organisation')
  await expect(page.getByRole('tab', { name: '调解组织（27）' })).toBeVisible()
  await expect(page.getByText(/在任调解员\d+名（其中专职\d+名）/)).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  for (const list of ['调解员', '乡贤', '村民代表']) {
    await page.getByRole('tab', { name: new RegExp(`^${list}（`) }).click()
    await expect(page.locator('tbody:visible tr').first()).toBeVisible()
    await expectFits(page)
  }
  await page.getByRole('button', { name: '聘任调解员' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill(name)
  await page.locator('.el-select__wrapper').filter({ has: page.getByRole('combobox', { name: '调解组织' }) }).last().click()
  await page.getByRole('option', { name: '营边社区人民调解委员会' }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: /^聘任|确定|提交/ }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('tab', { name: /^调解员（/ }).click()
  await page.getByLabel('姓名、组织或村名').fill(name)
  await expect(page.getByRole('tab', { name: '调解员（1）' })).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(`${name}.*营边社区人民调解委员会.*2022年6月1日`) })).toBeVisible()
  // Before the appointment nobody of that name was in office.
  await page.goto(`/organisation?list=mediators&q=${encodeURIComponent(name)}&as_of=2022-05-31`)
  await expect(page.getByRole('tab', { name: '调解员（0）' })).toBeVisible()
})

test('a mediator sees the people of the village and changes nothing', async ({ page }) => {
  await signIn(page, 'village_lead')
  await page.goto('/organisation?list=mediators')
  await expect(page.locator('tbody:visible tr').first()).toBeVisible()
  await expect(page.getByRole('button', { name: '聘任调解员' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^离任/ })).toHaveCount(0)
})
