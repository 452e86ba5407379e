// What was read is kept, sealed, and answers when the server cannot: the pages do not notice. Kept are the lists and the
// cases a person works with (as the server masks them); never files, reports, the audit journal or anything revealed.
import type { Middleware } from 'openapi-fetch'

import { offline } from '@/api/problem'
import type { Session } from '@/api/types'
import { whenQuiet } from '@/late'
import { database, type KeptRow } from './database'
import { withOutbox } from './local-case'
import { openVault, seal, unseal } from './vault'

const most = { case: 200, list: 60, session: 1 }
const aCase = /^\/api\/v1\/cases\/(?!export)([^/]+)(?:\/(?:history|deadlines|actions))?$/
const aList =
  /^\/api\/v1\/(?:vocabulary|divisions|organisations|mediators|elders|todo|campaigns|supervisions|policy|cases|calendar\/\d+)$/
const sessionPath = 'session'

interface Kept {
  body: unknown
  stored: number
}

function kindOf(request: Request): 'case' | 'list' | null {
  const { pathname } = new URL(request.url)
  if (request.method !== 'GET') return null
  if (aCase.test(pathname)) return 'case'
  return aList.test(pathname) ? 'list' : null
}

function pathOf(request: Request): string {
  const { pathname, search } = new URL(request.url)
  return pathname + search
}

async function put(path: string, kind: KeptRow['kind'], body: unknown): Promise<void> {
  const vault = openVault()
  if (!vault) return
  const sealed = await seal(vault, body)
  const change = (await database()).transaction('kept', 'readwrite')
  await change.store.put({ vault: vault.id, path, kind, stored: Date.now(), sealed })
  const range = IDBKeyRange.bound([vault.id, kind, 0], [vault.id, kind, Infinity])
  const keys = await change.store.index('age').getAllKeys(range)
  for (const key of keys.slice(0, -most[kind])) await change.store.delete(key)
  await change.done
}

export async function get(path: string): Promise<Kept | null> {
  const vault = openVault()
  const row = vault ? await (await database()).get('kept', [vault.id, path]) : undefined
  return vault && row ? { body: await unseal(vault, row.sealed), stored: row.stored } : null
}

export const keepSession = (session: Session): Promise<void> => put(sessionPath, 'session', { ...session, csrf: null })
export const keptSession = async (): Promise<Session | null> => ((await get(sessionPath))?.body ?? null) as Session | null

// Nobody waits for it; the page that is being put together would. One after the other: of two answers the later stays.
let last: Promise<void> = Promise.resolve()
function putLater(path: string, kind: KeptRow['kind'], body: unknown): Promise<void> {
  const vault = openVault()
  last = last
    .then(whenQuiet)
    .then(() => (openVault() === vault ? put(path, kind, body) : undefined))
    .catch(console.warn)
  return last
}

const listeners = new Set<(stored: number | null) => void>()
// Told the time of what is shown: null when it comes from the server.
export function onShown(listener: (stored: number | null) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const tellShown = (stored: number | null): void => listeners.forEach((listener) => listener(stored))

async function keptAnswer(request: Request): Promise<Response | null> {
  const kind = kindOf(request)
  if (!kind) return null
  const path = pathOf(request)
  const found = await get(path)
  const body = await withOutbox(path, found?.body ?? null)
  if (body === null) return null
  tellShown(found?.stored ?? null)
  return json(body)
}

const json = (body: unknown): Response =>
  new Response(JSON.stringify(body), { status: 200, headers: { 'Content-Type': 'application/json' } })

// A proxy without a server behind it answers too, but not as the server would.
const unreached = (response: Response): boolean =>
  response.status >= 500 && !(response.headers.get('Content-Type') ?? '').includes('json')

export const keptReads: Middleware = {
  async onResponse({ request, response }) {
    if (unreached(response)) {
      const kept = await keptAnswer(request).catch(() => null)
      if (kept) return kept
      throw offline()
    }
    const kind = kindOf(request)
    if (!kind || !response.ok || response.headers.get('Content-Type') !== 'application/json') return response
    tellShown(null)
    const copy = response.clone()
    void copy.json().then((body: unknown) => putLater(pathOf(request), kind, body)).catch(console.warn)
    return response
  },
  async onError({ request }) {
    return (await keptAnswer(request).catch(() => null)) ?? undefined
  },
}
