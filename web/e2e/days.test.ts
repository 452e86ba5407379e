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

// What tells of 营边社区: its name on a paper, and its cases.
const ofTheNeighbour = /营边民调字|live-0[1-4]\d*|live-0[67]|dz2021-(107|118|128)/

test('a village sees nothing of the next village on any page', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, 'neighbour') // of 东红村
  const menu = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const paths = new Set([
    ...menu.filter((path) => path.startsWith('/')), ...pagesOf.clerk!, '/register', '/register?mode=plain', '/outbox', '/password', '/second-factor',
    '/cases?q=营边', '/cases?q=live-03', '/cases?division=350305101001', '/statistics?by=division', '/statistics?division=350305101001',
    '/board?by=division', '/supervision?state=all', '/organisation?list=seats', '/reports?year=2021',
  ])
  expect(paths.size).toBeGreaterThan(17)
  for (const path of paths) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    const shown = await page.locator('body').innerText()
    expect(shown, path).not.toMatch(ofTheNeighbour)
    expect(shown, path).not.toContain('营边社区')
  }
  for (const path of ['/cases/live-03', '/cases/live-03/do/case.session']) {
    await page.goto(path)
    await expect(page.locator('main')).toContainText('没有')
    expect(await page.locator('body').innerText()).not.toContain('营边')
  }
  // Nor does the server's stream, nor a list for a field, say more than the pages.
  for (const path of ['/api/v1/cases?limit=500&status=settled', '/api/v1/todo', '/api/v1/consultations/agenda', '/api/v1/mediators', '/api/v1/elders'])
    expect(await (await page.request.get(path)).text(), path).not.toMatch(/350305101001|营边/)
})
