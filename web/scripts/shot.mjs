// Looks at pages: node scripts/shot.mjs OUT.png ACCOUNT /path [phone] [dark] [large], from TIAOJIE_WEB (default the dev
// server of Vite, http://127.0.0.1:5101). ACCOUNT - is nobody.
import { chromium } from '@playwright/test'

const [out, account, path, ...modes] = process.argv.slice(2)
const phone = modes.includes('phone')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const page = await browser.newPage({
  baseURL: process.env.TIAOJIE_WEB ?? 'http://127.0.0.1:5101',
  viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 800 },
  deviceScaleFactor: phone ? 2 : 1,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
})
page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
page.on('pageerror', (error) => console.error(error.message))
await page.addInitScript((given) => {
  for (const mode of given) localStorage.setItem(`tiaojie.${mode}`, 'yes')
}, modes)
if (account !== '-') {
  await page.goto('/sign-in')
  await page.getByLabel('账号', { exact: true }).fill(account)
  await page.getByLabel('口令', { exact: true }).fill('Ceshi-2021!')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: /^账号 / }).waitFor()
}
await page.goto(path)
await page.waitForTimeout(1500)
await page.screenshot({ path: out })
await browser.close()
