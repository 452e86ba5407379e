// The lock on what is kept. Each vault has a random AES-GCM key. On disk that key lies sealed with a key made from the
// password; while signed in an opened one, which the browser does not give out, stands beside it so that a reload without
// signal still reads. Signing out removes the opened one: what is left cannot be read without the password.
import { database, rowsOf, type Sealed, type VaultRow } from './database'

const rounds = 600_000
const encoder = new TextEncoder()

export interface OpenVault {
  id: string
  account: string
  key: CryptoKey
}

let current: OpenVault | null = null
const listeners = new Set<() => void>()

export const openVault = (): OpenVault | null => current
// Browsers have these only where the address is https or this machine.
export const canKeep = (): boolean => typeof indexedDB !== 'undefined' && globalThis.crypto?.subtle !== undefined

export function onVault(listener: () => void): void {
  listeners.add(listener)
}

function take(vault: OpenVault | null): void {
  current = vault
  for (const listener of [...listeners]) listener()
}

async function keyOf(password: string, salt: Uint8Array, times: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(password), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: times },
    material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'],
  )
}

async function sealWith(key: CryptoKey, data: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, data) }
}
const unsealWith = (key: CryptoKey, { iv, data }: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data)

const importVaultKey = (raw: ArrayBuffer): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

async function wrap(row: Pick<VaultRow, 'id' | 'account' | 'made'>, raw: BufferSource, password: string): Promise<VaultRow> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  return { ...row, salt, rounds, wrapped: await sealWith(await keyOf(password, salt, rounds), raw) }
}

// The raw key, or null when this is not the vault's password.
async function unwrap(row: VaultRow, password: string): Promise<ArrayBuffer | null> {
  return unsealWith(await keyOf(password, row.salt, row.rounds), row.wrapped).catch(() => null)
}

async function vaultsOf(account: string): Promise<VaultRow[]> {
  const rows = await (await database()).getAllFromIndex('vaults', 'account', account)
  return rows.sort((one, other) => other.made - one.made)
}

async function use(row: VaultRow, raw: ArrayBuffer): Promise<void> {
  const key = await importVaultKey(raw)
  await (await database()).put('keys', { vault: row.id, key })
  take({ id: row.id, account: row.account, key })
}

// With the password alone, without the server: true when it opens something.
export async function unlock(account: string, password: string): Promise<boolean> {
  if (!canKeep()) return false
  for (const row of await vaultsOf(account)) {
    const raw = await unwrap(row, password)
    if (!raw) continue
    await use(row, raw)
    return true
  }
  return false
}

// After the server has agreed to the password. A password that opens nothing (set anew by the office) begins a new vault;
// the one before stays until its password is given (`recover`).
export async function openFor(account: string, password: string): Promise<void> {
  if (!canKeep() || (await unlock(account, password))) return
  const raw = crypto.getRandomValues(new Uint8Array(32))
  const row = await wrap({ id: crypto.randomUUID(), account, made: Date.now() }, raw, password)
  await (await database()).put('vaults', row)
  await use(row, raw.buffer)
}

// After a reload: the opened key is still there as long as nobody has signed out.
export async function resume(account: string): Promise<void> {
  if (!canKeep() || current?.account === account) return
  const db = await database()
  for (const row of await vaultsOf(account)) {
    const opened = await db.get('keys', row.id)
    if (opened) return take({ id: row.id, account, key: opened.key })
  }
}

export async function changePassword(account: string, old: string, next: string): Promise<void> {
  if (!canKeep()) return
  for (const row of await vaultsOf(account)) {
    const raw = await unwrap(row, old)
    if (raw) await (await database()).put('vaults', await wrap(row, raw, next))
  }
}

export async function lock(): Promise<void> {
  take(null)
  if (canKeep()) await (await database()).clear('keys')
}

// Everything of the account on this machine.
export async function wipe(account: string): Promise<void> {
  if (!canKeep()) return
  const db = await database()
  for (const row of await vaultsOf(account)) await removeVault(row.id)
  await db.clear('keys')
  if (current?.account === account) take(null)
}

async function removeVault(id: string): Promise<void> {
  const change = (await database()).transaction(['vaults', 'keys', 'items', 'kept', 'drafts'], 'readwrite')
  const items = await change.objectStore('items').index('vault').getAllKeys(id)
  await Promise.all([
    ...items.map((seq) => change.objectStore('items').delete(seq)),
    change.objectStore('kept').delete(rowsOf(id)),
    change.objectStore('drafts').delete(rowsOf(id)),
    change.objectStore('vaults').delete(id),
    change.objectStore('keys').delete(id),
    change.done,
  ])
}

// How many unsent items lie under a password that is not today's.
export async function lockedItems(): Promise<number> {
  if (!current) return 0
  const db = await database()
  let found = 0
  for (const row of await vaultsOf(current.account)) {
    if (row.id === current.id) continue
    const items = await db.getAllFromIndex('items', 'vault', row.id)
    found += items.filter((item) => item.state !== 'sent').length
  }
  return found
}

// Takes what lies under an earlier password over into today's vault: false when it is not that password.
export async function recover(password: string): Promise<boolean> {
  const vault = current
  if (!vault) return false
  const db = await database()
  let found = false
  for (const row of await vaultsOf(vault.account)) {
    const raw = row.id === vault.id ? null : await unwrap(row, password)
    if (!raw) continue
    const key = await importVaultKey(raw)
    const again = async (sealed: Sealed): Promise<Sealed> => sealWith(vault.key, await unsealWith(key, sealed))
    for (const item of await db.getAllFromIndex('items', 'vault', row.id)) {
      const file = item.file ? await again(item.file) : undefined
      await db.put('items', { ...item, vault: vault.id, sealed: await again(item.sealed), ...(file ? { file } : {}) })
    }
    for (const draft of await db.getAll('drafts', rowsOf(row.id)))
      await db.put('drafts', { ...draft, vault: vault.id, sealed: await again(draft.sealed) })
    await removeVault(row.id)
    found = true
  }
  if (found) take(vault)
  return found
}

export const sealBytes = (vault: OpenVault, bytes: BufferSource): Promise<Sealed> => sealWith(vault.key, bytes)
export const unsealBytes = (vault: OpenVault, sealed: Sealed): Promise<ArrayBuffer> => unsealWith(vault.key, sealed)
export const seal = (vault: OpenVault, value: unknown): Promise<Sealed> =>
  sealWith(vault.key, encoder.encode(JSON.stringify(value)))
export const unseal = async <Value>(vault: OpenVault, sealed: Sealed): Promise<Value> =>
  JSON.parse(new TextDecoder().decode(await unsealWith(vault.key, sealed))) as Value
