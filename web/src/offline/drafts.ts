// Half-filled forms, sealed, read as one reads sessionStorage: a copy in memory answers at once, the sealed one follows.
// It outlives a reload, signing out and the browser's end; on signing in again it is there.
import { database, rowsOf, type DraftRow } from './database'
import { openVault, seal, unseal, type OpenVault } from './vault'

let copy = new Map<string, string>()
let of: OpenVault | null = null
let due = new Map<string, string | null>()
let writing: Promise<void> | null = null

async function write(): Promise<void> {
  const vault = of
  const now = due
  due = new Map()
  if (!vault || !now.size) return
  const rows: DraftRow[] = []
  for (const [key, text] of now)
    if (text !== null) rows.push({ vault: vault.id, key, stored: Date.now(), sealed: await seal(vault, text) })
  const change = (await database()).transaction('drafts', 'readwrite')
  for (const [key, text] of now) if (text === null) await change.store.delete([vault.id, key])
  for (const row of rows) await change.store.put(row)
  await change.done
}

function note(key: string, text: string | null): void {
  due.set(key, text)
  void draftsWritten()
}

// All that was noted so far is on the disk. What is typed while one writing is under way goes together in the next.
export async function draftsWritten(): Promise<void> {
  while (due.size || writing) {
    writing ??= write().catch(console.warn).finally(() => (writing = null))
    await writing
  }
}

// After the vault was opened or locked: what lies in it is read, what was under way is written first.
export async function loadDrafts(): Promise<void> {
  await draftsWritten()
  const vault = openVault()
  if (vault?.id === of?.id) return
  const found = new Map<string, string>()
  if (vault)
    for (const row of await (await database()).getAll('drafts', rowsOf(vault.id)))
      found.set(row.key, await unseal<string>(vault, row.sealed))
  of = vault
  copy = found
}

// Where the browser cannot seal (an address without https), the tab keeps them.
export const drafts = {
  getItem: (key: string): string | null => (of ? (copy.get(key) ?? null) : sessionStorage.getItem(key)),
  setItem(key: string, text: string): void {
    if (!of) return sessionStorage.setItem(key, text)
    copy.set(key, text)
    note(key, text)
  },
  removeItem(key: string): void {
    if (!of) return sessionStorage.removeItem(key)
    copy.delete(key)
    note(key, null)
  },
}

