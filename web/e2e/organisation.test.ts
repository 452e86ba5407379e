import { expect, expectAccessible, expectFits, openList, signIn, test } from './helpers'

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
  await openList(page, '调解组织')
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

test('a clerk founds a committee, fills and empties it, and dissolves it; the lists of each day stay as they were', async ({ page }, info) => {
  const body = info.project.name === 'phone' ? '东庄镇渔业纠纷调解室' : '东庄镇物业纠纷调解室'
  const dialog = page.getByRole('dialog')
  const choose = async (field: string, option: RegExp | string): Promise<void> => {
    await openList(page, field)
    await page.keyboard.insertText(String(option))
    await page.getByRole('option', { name: option }).first().click()
  }
  const sends = async (button: RegExp): Promise<void> => {
    await dialog.getByRole('button', { name: button }).click()
    await expect(dialog).toBeHidden()
  }
  await signIn(page, 'clerk')

  await page.goto('/organisation?list=bodies')
  await page.getByRole('button', { name: '设立调解组织' }).click()
  await dialog.getByLabel('组织名称').fill(body)
  await dialog.getByLabel('组织类别').selectOption('行业性专业性调解组织')
  await choose('地区', '东庄镇')
  await sends(/^设立调解组织$/)
  await expect(page.getByRole('tab', { name: '调解组织（28）' })).toBeVisible()
  const row = page.getByRole('row', { name: new RegExp(body) })
  await expect(row).toContainText('0') // nobody in it yet

  await page.getByRole('button', { name: '聘任调解员' }).click()
  await dialog.getByLabel('姓名').fill('魏暂任')
  await choose('调解组织', body)
  await sends(/^聘任调解员$/)
  await page.goto(`/organisation?list=mediators&q=${encodeURIComponent('魏暂任')}`)
  await page.getByRole('button', { name: '离任：魏暂任' }).click()
  await dialog.getByLabel('理由').fill('工作调动')
  await expectAccessible(page)
  await sends(/^免去调解员$/)
  await expect(page.getByRole('tab', { name: '调解员（0）' })).toBeVisible()

  await page.goto(`/organisation?list=bodies&q=${encodeURIComponent(body)}`)
  await page.getByRole('button', { name: `撤销：${body}` }).click()
  await sends(/^撤销调解组织$/)
  await expect(page.getByRole('tab', { name: '调解组织（0）' })).toBeVisible()
  await page.getByText('包括已撤销、已离任的').click()
  await expect(page.getByRole('row', { name: new RegExp(body) })).toContainText('2022年6月1日')
})

test('seats of representatives and elders are kept', async ({ page }, info) => {
  const name = info.project.name === 'phone' ? '甲乡贤' : '乙乡贤'
  const seats = info.project.name === 'phone' ? '31' : '33'
  const dialog = page.getByRole('dialog')
  await signIn(page, 'clerk')
  await page.goto(`/organisation?list=seats&q=${encodeURIComponent('营边社区')}`)
  await page.getByRole('button', { name: '登记人数：营边社区' }).click()
  await dialog.getByRole('spinbutton').fill(seats)
  await dialog.getByRole('button', { name: '登记村民代表应到人数' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row', { name: new RegExp(`营边社区.*${seats}`) })).toBeVisible()

  await page.getByRole('button', { name: '增加乡贤' }).click()
  await dialog.getByLabel('姓名').fill(name)
  await openList(page, '村（社区）')
  await page.keyboard.insertText('营边社区')
  await page.getByRole('option', { name: '营边社区' }).first().click()
  await dialog.getByRole('button', { name: '乡贤入册' }).click()
  await expect(dialog).toBeHidden()
  await page.goto(`/organisation?list=elders&q=${encodeURIComponent(name)}`)
  await page.getByRole('button', { name: `退出：${name}` }).click()
  await dialog.getByRole('button', { name: '乡贤出册' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('tab', { name: '乡贤（0）' })).toBeVisible()
})
