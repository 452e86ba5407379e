// What the browser keeps for reading and writing without signal. Everything a person typed or read is sealed (vault.ts);
// in the clear stand only the account, the order, the state and the size, so that one can count without the password.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

export interface Sealed {
  iv: Uint8Array
  data: ArrayBuffer
}

export interface VaultRow {
  id: string
  account: string
  made: number
  salt: Uint8Array
  rounds: number
  // The vault's key, sealed with a key made from the password.
  wrapped: Sealed
}

export type ItemState = 'waiting' | 'refused' | 'conflict' | 'sent'

export interface ItemRow {
  seq?: number
  vault: string
  id: string
  state: ItemState
  bytes: number
  sealed: Sealed
  file?: Sealed
}

export interface KeptRow {
  vault: string
  path: string
  kind: 'case' | 'list' | 'session'
  stored: number
  sealed: Sealed
}

export interface DraftRow {
  vault: string
  key: string
  stored: number
  sealed: Sealed
}

interface Tables extends DBSchema {
  vaults: { key: string; value: VaultRow; indexes: { account: string } }
  // The opened key of who is signed in: usable, but never given out by the browser.
  keys: { key: string; value: { vault: string; key: CryptoKey } }
  items: { key: number; value: ItemRow; indexes: { vault: string } }
  kept: { key: [string, string]; value: KeptRow; indexes: { age: [string, string, number] } }
  drafts: { key: [string, string]; value: DraftRow }
}

export type Database = IDBPDatabase<Tables>
let opened: Promise<Database> | null = null

export function database(): Promise<Database> {
  opened ??= openDB<Tables>('tiaojie', 1, {
    upgrade(db) {
      db.createObjectStore('vaults', { keyPath: 'id' }).createIndex('account', 'account')
      db.createObjectStore('keys', { keyPath: 'vault' })
      db.createObjectStore('items', { keyPath: 'seq', autoIncrement: true }).createIndex('vault', 'vault')
      db.createObjectStore('kept', { keyPath: ['vault', 'path'] }).createIndex('age', ['vault', 'kind', 'stored'])
      db.createObjectStore('drafts', { keyPath: ['vault', 'key'] })
    },
    // A newer version of the app in another tab may go on; this one opens the database again when it needs it.
    blocking(_current, _next, event) {
      ;(event.target as IDBDatabase).close()
      opened = null
    },
    terminated() {
      opened = null
    },
  }).catch((error: unknown) => {
    opened = null
    throw error
  })
  return opened
}

// All rows of one vault in a table whose key begins with the vault.
export const rowsOf = (vault: string): IDBKeyRange => IDBKeyRange.bound([vault], [vault, []])
