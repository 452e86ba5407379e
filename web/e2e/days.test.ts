// Each person's day, from sign-in to sign-out, on every page of the menu; and what a village does not see of the next.
import type { Page } from '@playwright/test'

import { expect, expectFits, signIn, signOut, test } from './helpers'

const pagesOf: Record<string, string[]> = {
  mediator: ['/desk', '/cases', '/cases/live-03', '/register', '/outbox'],
  village_lead: ['/desk', '/cases', '/cases/live-03', '/board', '/supervision', '/organisation'],
  clerk: ['/desk', '/cases', '/board', '/supervision', '/consultations', '/statistics', '/reports', '/organisation'],
  supervisor: ['/desk', '/board', '/supervision', '/consultations', '/statistics', '/reports', '/organisation'],
  admin: ['/system/accounts', '/system/webhooks', '/system/calendar', '/system/policy', '/system/tokens'],
  security: ['/system/accounts', '/system/security', '/system/tokens'],
  auditor: ['/system/audit', '/system/tokens'],
}

// The page has come to rest: its heading is there and nothing is loading any more.
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

for (const [account, paths] of Object.entries(pagesOf)) {
  test(`the day of ${account}: every page is there, fits and says nothing went wrong`, async ({ page }) => {
    await signIn(page, account)
    for (const path of paths) {
      await open(page, path)
      await expectFits(page)
      await expect(page.locator('main [role="alert"]:not(:empty)')).toHaveCount(0)
    }
    await signOut(page)
  })
}

test('a village sees nothing of the next village on any page', async ({ page }) => {
  await signIn(page, 'neighbour') // of 东红村
  for (const path of [...new Set([...pagesOf.clerk, '/register', '/cases?q=营边', '/cases?q=live-03', '/statistics?by=division'])]) {
    await open(page, path)
    const shown = await page.locator('body').innerText()
    expect(shown, path).not.toContain('营边民调字')
    expect(shown, path).not.toContain('营边社区')
    expect(shown, path).not.toMatch(/live-0\d|dz2021-(107|118|128)/)
  }
  for (const path of ['/cases/live-03', '/cases/live-03/do/case.session']) {
    await page.goto(path)
    await expect(page.locator('main')).toContainText('没有')
    expect(await page.locator('body').innerText()).not.toContain('营边')
  }
})
