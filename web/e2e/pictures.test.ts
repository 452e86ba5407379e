// Pictures of the main pages, at desk and phone size; `npm run pictures` puts them into docs/images.
import { mkdirSync } from 'node:fs'

import { expect, expectAccessible, signIn, test } from './helpers'

const folder = process.env.TIAOJIE_PICTURES
const pages: [name: string, account: string, path: string][] = [
  ['desk', 'mediator', '/desk'],
  ['register', 'mediator', '/register'],
  ['cases', 'supervisor', '/cases'],
  ['case', 'supervisor', '/cases/live-06'],
  ['board', 'supervisor', '/board'],
  ['supervision', 'supervisor', '/supervision'],
  ['consultations', 'supervisor', '/consultations'],
  ['statistics', 'supervisor', '/statistics?period=last-year'],
  ['report', 'supervisor', '/reports?year=2021'],
  ['organisation', 'supervisor', '/organisation'],
  ['audit', 'auditor', '/system/audit'],
]

for (const [name, account, path] of pages) {
  test(`${name} looks as it should, and everybody can read it`, async ({ page }, info) => {
    await signIn(page, account)
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await page.evaluate(() => document.fonts.ready)
    await expectAccessible(page)
    if (folder) mkdirSync(folder, { recursive: true })
    const file = folder ? `${folder}/${name}-${info.project.name}.png` : info.outputPath(`${name}.png`)
    const picture = await page.screenshot({ path: file, animations: 'disabled' })
    expect(picture.length).toBeGreaterThan(10_000) // an empty page is smaller
  })
}
