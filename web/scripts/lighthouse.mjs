// Called by script/lighthouse: node web/scripts/lighthouse.mjs ADDRESS TOOLS [PAGE…]. TOOLS is the folder that Lighthouse is
// installed in; the report of every run is left there.
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import { chromium } from 'playwright-core'

const [address, tools, ...wanted] = process.argv.slice(2)
const fromTools = (file) => import(pathToFileURL(resolve(tools, 'node_modules', file)).href)
const { default: lighthouse, desktopConfig } = await fromTools('lighthouse/core/index.js')
const { launch } = await fromTools('chrome-launcher/dist/index.js')

const least = 95
const runs = 3
const account = 'supervisor' // who sees every one of these pages, with all that can be on them
const pages = {
  desk: '/desk',
  cases: '/cases',
  case: '/cases/live-06',
  board: '/board',
  statistics: '/statistics',
  report: '/reports?year=2021',
  supervision: '/supervision',
  consultations: '/consultations',
  organisation: '/organisation',
  register: '/register',
}
const profiles = { phone: undefined, desktop: desktopConfig }
const columns = {
  performance: (report) => report.categories.performance.score * 100,
  accessibility: (report) => report.categories.accessibility.score * 100,
  'best practices': (report) => report.categories['best-practices'].score * 100,
  'first paint, s': (report) => report.audits['first-contentful-paint'].numericValue / 1000,
  'largest paint, s': (report) => report.audits['largest-contentful-paint'].numericValue / 1000,
  'blocked, ms': (report) => report.audits['total-blocking-time'].numericValue,
  shift: (report) => report.audits['cumulative-layout-shift'].numericValue,
}

const unknown = wanted.filter((name) => !(name in pages))
if (unknown.length > 0) throw new Error(`unknown page ${unknown.join(', ')}; there are ${Object.keys(pages).join(', ')}`)

// By a connection that is closed again: a second one beside Lighthouse's would slow down what it measures. Lighthouse
// empties the caches before every run; the cookie and what the app remembers in localStorage stay.
async function signIn(port) {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const page = await browser.contexts()[0].newPage()
  await page.goto(`${address}/sign-in`)
  await page.getByLabel('账号', { exact: true }).fill(account)
  await page.getByLabel('口令', { exact: true }).fill('Ceshi-2021!')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: `账号 ${account}` }).waitFor()
  await page.close()
  await browser.close()
}

async function measure(name, profile, port) {
  const reports = []
  for (let run = 1; run <= runs; ++run) {
    const look = () =>
      lighthouse(
        address + pages[name],
        { port, logLevel: 'error', onlyCategories: ['performance', 'accessibility', 'best-practices'] },
        profiles[profile],
      )
    let { lhr } = await look()
    // Now and then Chromium's trace does not hold the start of the page.
    for (let again = 0; again < 4 && lhr.runtimeError?.code === 'NO_NAVSTART'; ++again) ({ lhr } = await look())
    if (lhr.runtimeError) throw new Error(`${name}: ${lhr.runtimeError.message}`)
    if (new URL(lhr.finalDisplayedUrl).pathname !== new URL(address + pages[name]).pathname)
      throw new Error(`${name}: led to ${lhr.finalDisplayedUrl}`)
    writeFileSync(join(tools, `${name}-${profile}-${run}.json`), JSON.stringify(lhr))
    reports.push(lhr)
  }
  const middle = (read) => reports.map(read).sort((one, other) => one - other)[Math.floor(runs / 2)]
  return Object.fromEntries(Object.entries(columns).map(([column, read]) => [column, middle(read)]))
}

const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--lang=zh-CN'],
})
const rows = []
try {
  await signIn(chrome.port)
  for (const name of wanted.length > 0 ? wanted : Object.keys(pages))
    for (const profile of Object.keys(profiles)) {
      rows.push({ name, profile, ...(await measure(name, profile, chrome.port)) })
      console.error(`${name} ${profile}: ${Math.round(rows.at(-1).performance)}`)
    }
} finally {
  chrome.kill()
}

const written = (column, value) => value.toFixed(column.endsWith(', s') ? 1 : column === 'shift' ? 3 : 0)
console.log(`| page | profile | ${Object.keys(columns).join(' | ')} |`)
console.log(`|---|---|${'---|'.repeat(Object.keys(columns).length)}`)
for (const row of rows)
  console.log(`| ${row.name} | ${row.profile} | ${Object.keys(columns).map((column) => written(column, row[column])).join(' | ')} |`)
const low = rows.filter((row) => row.performance < least || row.accessibility < least)
for (const row of low) console.error(`below ${least}: ${row.name}, ${row.profile}`)
process.exitCode = low.length > 0 ? 1 : 0
