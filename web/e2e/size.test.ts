import { gzipSync } from 'node:zlib'

import { expect, signIn, test } from './helpers'

test('the work desk is there with at most 300 kB of scripts and styles', async ({ page }) => {
  const sizes = new Map<string, number>()
  page.on('response', async (response) => {
    if (!/\.(js|css)$/.test(new URL(response.url()).pathname) || response.request().serviceWorker()) return
    const body = await response.body().catch(() => Buffer.alloc(0))
    sizes.set(response.url(), gzipSync(body, { level: 9 }).length)
  })
  await signIn(page, 'mediator')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('load')
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  expect(total).toBeGreaterThan(50_000)
  expect(total, [...sizes].map(([url, size]) => `${size} ${url}`).join('\n')).toBeLessThanOrEqual(300_000)
})
