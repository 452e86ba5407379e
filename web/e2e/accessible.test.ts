// Every page, in the dark and in large type, at twice the size: axe finds nothing, nothing sticks out.
import type { Page } from '@playwright/test'

import { expect, expectAccessible, expectFits, signIn, test } from './helpers'

const pagesOf: Record<string, string[]> = {
  mediator: ['/desk', '/register', '/register?mode=plain', '/outbox', '/cases/live-03', '/cases/live-10', '/system/feed'],
  village_lead: ['/cases/live-03', '/board', '/supervision'], // what the clerk sees, with other actions
  clerk: ['/desk', '/cases', '/board', '/supervision', '/consultations', '/statistics', '/reports', '/organisation'],
  supervisor: ['/cases/live-06', '/board', '/supervision', '/consultations'],
  admin: ['/system/overview', '/system/accounts', '/system/webhooks', '/system/calendar', '/system/policy', '/system/tokens', '/system/backup'],
  security: ['/system/overview', '/system/accounts', '/system/security', '/password', '/second-factor'],
  auditor: ['/system/overview', '/system/audit', '/system/tokens', '/organisation', '/nowhere'],
}

async function rested(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

for (const [account, paths] of Object.entries(pagesOf)) {
  test(`the pages of ${account}, light and dark with large type`, async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page, account)
    for (const path of paths) {
      await rested(page, path)
      await expect(page.locator('main [role="alert"]:not(:empty)')).toHaveCount(0)
      await expectAccessible(page)
    }
    await page.evaluate(() => {
      localStorage.setItem('tiaojie.dark', 'yes')
      localStorage.setItem('tiaojie.large', 'yes')
    })
    for (const path of paths) {
      await rested(page, path)
      await expectFits(page)
      await expectAccessible(page)
    }
  })
}

test('at twice the size everything is still there', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 }) // 1280 × 800 at 200 %
  await signIn(page, 'clerk')
  for (const path of pagesOf.clerk) {
    await rested(page, path)
    await expectFits(page)
  }
})

test('by keyboard: past the menu to the page, and to everything in it', async ({ page }) => {
  await signIn(page, 'clerk')
  await rested(page, '/desk')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#main')).toBeFocused()
  await page.keyboard.press('Tab')
  const isInside = await page.evaluate(() => document.querySelector('#main')?.contains(document.activeElement))
  expect(isInside).toBe(true)
})
