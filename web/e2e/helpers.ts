import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Locator, type Page } from '@playwright/test'

import { Worlds } from './world'

export { expect }
export const password = 'Ceshi-2021!'

// TIAOJIE_TEST_PORT: where several people test on one machine.
const firstPort = Number(process.env.TIAOJIE_TEST_PORT ?? 8400)

// An error in the console and a request to another host fail every test, in whatever page or worker of the browser they are.
export const test = base.extend<{ watched: void }, { worlds: Worlds }>({
  worlds: [
    async ({}, use, info) => {
      const worlds = new Worlds(firstPort + info.parallelIndex)
      await use(worlds)
      await worlds.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: [async ({ worlds }, use, info) => use((await worlds.of(info.file)).address), { scope: 'test', timeout: 150_000 }],
  watched: [
    async ({ context, baseURL }, use) => {
      const faults: string[] = []
      context.on('console', (message) => {
        // A refused request is told by the page; the browser writes a line of its own for each.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
      })
      context.on('weberror', (found) => faults.push(found.error().message))
      context.on('request', (request) => {
        const { origin, protocol } = new URL(request.url())
        if (protocol.startsWith('http') && origin !== new URL(baseURL ?? '').origin) faults.push(`another host: ${request.url()}`)
      })
      await use()
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

export async function signIn(page: Page, account: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('账号', { exact: true }).fill(account)
  await page.getByLabel('口令', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('button', { name: `账号 ${account}` })).toBeVisible()
}

export async function askToSignOut(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: '退出登录' })
  await page.getByRole('button', { name: /^账号 / }).click()
  // While the menu still unfolds, on a slow machine, it may swallow the press.
  await expect(async () => {
    if (!(await dialog.isVisible())) await page.getByRole('menuitem', { name: '退出' }).click({ timeout: 2000 })
    await expect(dialog).toBeVisible({ timeout: 2000 })
  }).toPass()
  return dialog
}

export async function signOut(page: Page): Promise<void> {
  const dialog = await askToSignOut(page)
  await dialog.getByRole('button', { name: '退出' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
}

// Bytes of the half-filled forms that lie sealed in the browser.
function sealedBytes(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('tiaojie')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction('drafts').objectStore('drafts').getAll()
          reading.onerror = () => reject(reading.error)
          reading.onsuccess = () => {
            opening.result.close()
            resolve((reading.result as { sealed: { data: ArrayBuffer } }[]).reduce((sum, row) => sum + row.sealed.data.byteLength, 0))
          }
        }
      }),
  )
}

// Types into a field of a begun form and waits until that is sealed. Longer than what was typed just before it.
export async function fillAndKeep(field: Locator, text: string): Promise<void> {
  const bytes = (): Promise<number> => sealedBytes(field.page())
  await expect.poll(bytes).toBeGreaterThan(0)
  const before = await bytes()
  await field.fill(text)
  await expect.poll(bytes).toBeGreaterThanOrEqual(before + Buffer.byteLength(text))
}

// A list that one can search in, which is fetched when its field is pressed; what is typed then goes into it. The last of
// that name: a dialog stands after the page below it.
export async function openList(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name }).last().click()
  await expect(page.locator('input[role="combobox"]:focus')).toHaveAttribute('aria-expanded', 'true')
}

export async function expectAccessible(page: Page): Promise<void> {
  // Colours are judged when a dialog has faded in.
  await page.evaluate(() =>
    Promise.allSettled(
      document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished),
    ),
  )
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // Element Plus writes a <header> into its dialogs, which axe takes for a second banner of the page, not unique either.
    .disableRules(['landmark-no-duplicate-banner', 'landmark-unique'])
    .analyze()
  const told = found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`)
  expect(told).toEqual([])
}

// Nothing sticks out at the right: no page scrolls sideways.
export async function expectFits(page: Page): Promise<void> {
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(overhang).toBeLessThanOrEqual(0)
}
