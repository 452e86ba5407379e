import { createHmac } from 'node:crypto'

import { expect, expectAccessible, expectFits, password, signIn, signOut, test } from './helpers'

// RFC 6238, as the authenticator of a phone computes it.
function codeOf(secret: string, stepsLater = 0): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + stepsLater))
  const mac = createHmac('sha1', key).update(step).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return ((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).toString().padStart(6, '0')
}

test('the second factor: enrolled, asked for, a recovery code, removed', async ({ page }) => {
  await signIn(page, 'auditor')
  await page.goto('/second-factor')
  await page.getByRole('button', { name: '开始启用' }).click()
  await expect(page.getByRole('img', { name: '验证器用的二维码' })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '')
  await page.getByLabel('验证码或恢复码').fill('000000')
  await page.getByRole('button', { name: '启用', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('验证码')
  await page.getByLabel('验证码或恢复码').fill(codeOf(secret))
  await page.getByRole('button', { name: '启用', exact: true }).click()
  await expect(page.getByRole('heading', { name: '请保存恢复码' })).toBeVisible()
  await expectAccessible(page)
  const codes = await page.locator('main code').allInnerTexts()
  await page.getByRole('button', { name: '我已保存，继续' }).click()
  await signOut(page)

  const signInWith = async (code: string): Promise<void> => {
    await page.getByLabel('账号', { exact: true }).fill('auditor')
    await page.getByLabel('口令', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByLabel('验证码或恢复码').fill('123456')
    await page.getByRole('button', { name: '继续' }).click()
    await expect(page.getByRole('alert')).toContainText('验证码不正确')
    await expectAccessible(page)
    await page.getByLabel('验证码或恢复码').fill(code)
    await page.getByRole('button', { name: '继续' }).click()
    await expect(page).toHaveURL(/\/system/)
  }
  await signInWith(codes[0])
  await page.goto('/second-factor')
  await page.getByLabel('验证码或恢复码').fill(codes[1])
  await page.getByRole('button', { name: '停用' }).click()
  await expect(page.getByRole('button', { name: '开始启用' })).toBeVisible()
})

test('a new account changes its first password', async ({ page, request }, info) => {
  const name = `xin${info.project.name}`
  const act = async (account: string, path: string, data: object = {}): Promise<Record<string, string>> => {
    const session = (await (await request.post('/api/v1/session', { data: { account, password } })).json()) as { csrf: string }
    const answer = await request.post(path, { data, headers: { 'X-CSRF-Token': session.csrf } })
    expect(answer.ok(), await answer.text()).toBe(true)
    return (await answer.json()) as Record<string, string>
  }
  const made = await act('admin', '/api/v1/accounts', { account: name, role: 'clerk', area: '350305101000' })
  await act('security', `/api/v1/accounts/${name}/approve`)

  await page.goto('/cases')
  await page.getByLabel('账号', { exact: true }).fill(name)
  await page.getByLabel('口令', { exact: true }).fill(made.first_password)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page).toHaveURL(/\/password/)
  await expect(page.getByText('第一次登录须先修改初始口令')).toBeVisible()
  await page.goto('/desk')
  await expect(page).toHaveURL(/\/password/)
  await page.getByLabel('现在的口令').fill('falsch')
  await page.getByLabel('新口令', { exact: true }).fill('kurz')
  await page.getByLabel('再输入一次新口令').fill('anders')
  await page.getByRole('button', { name: '修改口令' }).click()
  await expect(page.getByText('两次输入的新口令不一样')).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await page.getByLabel('新口令', { exact: true }).fill('Xinkouling-9')
  await page.getByLabel('再输入一次新口令').fill('Xinkouling-9')
  await page.getByRole('button', { name: '修改口令' }).click()
  await expect(page.getByRole('alert').getByText('现在的口令不正确')).toBeVisible()
  await page.getByLabel('现在的口令').fill(made.first_password)
  await page.getByRole('button', { name: '修改口令' }).click()
  await expect(page).toHaveURL(/\/desk/)
})
