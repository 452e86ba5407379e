// The outbox: what was given without signal, in order, until the server has answered each one. No network here: `send`
// gets a sender, so that the order and what becomes of each answer can be tested alone.
import { ApiProblem } from '@/api/problem'
import type { Command, FieldProblem, Outcome, Shape } from '@/api/types'
import { database, type ItemRow, type ItemState } from './database'
import { t } from '@/texts/outbox'
import { openVault, seal, sealBytes, unseal, unsealBytes, type OpenVault } from './vault'

// Beyond these nothing new is taken, and the person is told; what is in it stays.
export const limits = { items: 200, bytes: 100 * 1024 * 1024 }
const sentKept = 30

export type Given = Command & { id: string }
export interface Refusal {
  status: number
  code: string
  detail: string
  errors: FieldProblem[]
}
interface Content {
  command: Given
  // The version of the case that the person saw, as an ETag.
  seen: string | null
  written: string
  tried: boolean
  // A photograph: its media type, and its name on the server once it is there.
  media: string | null
  stored: string | null
  refusal: Refusal | null
  // How the case was on the server when it refused.
  now: Shape<'Case'> | null
  outcome: Outcome | null
}
export interface Item extends Content {
  seq: number
  state: ItemState
  bytes: number
}

export type Answer =
  | { kind: 'sent'; outcome: Outcome }
  | { kind: 'refused' | 'conflict'; refusal: Refusal; now: Shape<'Case'> | null }
  | { kind: 'unreached' }
export interface Sender {
  upload: (item: Item, file: Blob) => Promise<string | Answer>
  give: (item: Item) => Promise<Answer>
}

export const caseOf = (command: Command): string | null =>
  'case' in command && typeof command.case === 'string' ? command.case : null

// One writer at a time, over all tabs: the order must hold, and an edit must not be overwritten by a sending.
let turn: Promise<unknown> = Promise.resolve()
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (globalThis.navigator?.locks) return navigator.locks.request('tiaojie.outbox', work)
  const mine = turn.then(work, work)
  turn = mine.catch(() => undefined)
  return mine
}

function vaultNow(): OpenVault {
  const vault = openVault()
  if (!vault) throw new ApiProblem(0, 'not_kept', t('notKept'))
  return vault
}

async function read(vault: OpenVault, row: ItemRow): Promise<Item> {
  const content = await unseal<Content>(vault, row.sealed)
  return { ...content, seq: row.seq ?? 0, state: row.state, bytes: row.bytes }
}

async function write(vault: OpenVault, item: Item): Promise<void> {
  const { seq, state, bytes, ...content } = item
  const sealed = await seal(vault, content)
  const db = await database()
  const before = await db.get('items', seq)
  if (before) await db.put('items', { ...before, state, bytes, sealed })
}

export async function list(): Promise<Item[]> {
  const vault = openVault()
  if (!vault) return []
  const rows = await (await database()).getAllFromIndex('items', 'vault', vault.id)
  return Promise.all(rows.map((row) => read(vault, row)))
}

export async function fileOf(seq: number): Promise<Blob | null> {
  const vault = vaultNow()
  const row = await (await database()).get('items', seq)
  if (!row?.file) return null
  return new Blob([await unsealBytes(vault, row.file)], { type: (await read(vault, row)).media ?? '' })
}

const full = (): ApiProblem => new ApiProblem(0, 'outbox_full', t('full', { items: limits.items }))

// Stored before anything is answered: when this returns, the words are on the disk.
export async function add(command: Given, given: { seen?: string; file?: Blob; tried?: boolean } = {}): Promise<void> {
  const vault = vaultNow()
  const db = await database()
  const unsent = (await db.getAllFromIndex('items', 'vault', vault.id)).filter((row) => row.state !== 'sent')
  const content: Content = {
    command, seen: given.seen ?? null, written: new Date().toISOString(), tried: given.tried ?? false,
    media: given.file?.type ?? null, stored: null, refusal: null, now: null, outcome: null,
  }
  const sealed = await seal(vault, content)
  const bytes = sealed.data.byteLength + (given.file?.size ?? 0)
  if (unsent.length >= limits.items || unsent.reduce((sum, row) => sum + row.bytes, bytes) > limits.bytes) throw full()
  const file = given.file ? { file: await sealBytes(vault, await given.file.arrayBuffer()) } : {}
  try {
    await db.add('items', { vault: vault.id, id: command.id, state: 'waiting', bytes, sealed, ...file })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') throw full()
    throw error
  }
}

const change = (seq: number, how: (item: Item) => Item): Promise<void> =>
  inTurn(async () => {
    const vault = vaultNow()
    const row = await (await database()).get('items', seq)
    if (row) await write(vault, how(await read(vault, row)))
  })

// Once more, now that the person has seen how the case is: against that version, not the old one.
const asked = (item: Item): Item => ({
  ...item, state: 'waiting', refusal: null, now: null, seen: item.now && item.seen ? `"${item.now.version}"` : item.seen,
})
export const again = (seq: number): Promise<void> => change(seq, asked)
// Only what the server has refused or never got may be changed: else the words of the first sending would count.
export const mayEdit = (item: Item): boolean => item.state !== 'sent' && !(item.state === 'waiting' && item.tried)
export const edit = (seq: number, command: Given): Promise<void> =>
  change(seq, (item) => (mayEdit(item) ? { ...asked(item), command: { ...command, id: item.command.id } } : item))
export const drop = (seq: number): Promise<void> =>
  inTurn(async () => (await database()).delete('items', seq))

async function sendOne(vault: OpenVault, item: Item, sender: Sender): Promise<Answer> {
  await write(vault, { ...item, tried: true })
  if (item.media !== null && item.stored === null) {
    const file = await fileOf(item.seq)
    const name = file ? await sender.upload(item, file) : null
    if (name !== null && typeof name !== 'string') return name
    item.stored = name
    item.command = { ...item.command, ...(name === null ? {} : { file: name }) } as Given
    await write(vault, { ...item, tried: true })
  }
  return sender.give(item)
}

// Sends what waits, in order. What comes after a refused item of the same case waits for the person's decision about it.
// Stops where the server is not reached: true when nothing waits for the way any more.
export function send(sender: Sender): Promise<boolean> {
  return inTurn(async () => {
    const vault = openVault()
    if (!vault) return false
    const held = new Set<string>()
    const items = await list()
    for (const [place, item] of items.entries()) {
      const about = caseOf(item.command)
      if (item.state === 'sent' || (about && held.has(about))) continue
      if (item.state !== 'waiting') {
        if (about) held.add(about)
        continue
      }
      const answer = await sendOne(vault, item, sender)
      if (answer.kind === 'unreached') return false
      if (answer.kind === 'sent') {
        await write(vault, { ...item, state: 'sent', tried: true, outcome: answer.outcome })
        await follow(vault, items.slice(place + 1), item, answer.outcome)
      } else {
        await write(vault, { ...item, state: answer.kind, tried: true, refusal: answer.refusal, now: answer.now })
        if (about) held.add(about)
      }
    }
    await forgetOldAnswers(vault)
    return true
  })
}

// What was written after it on the same version of the case fits the version that our own item made.
async function follow(vault: OpenVault, later: Item[], item: Item, outcome: Outcome): Promise<void> {
  if (!item.seen || !outcome.version) return
  for (const next of later) {
    if (next.state !== 'waiting' || next.seen !== item.seen || caseOf(next.command) !== caseOf(item.command)) continue
    next.seen = `"${outcome.version}"`
    await write(vault, next)
  }
}

async function forgetOldAnswers(vault: OpenVault): Promise<void> {
  const db = await database()
  const sent = (await db.getAllFromIndex('items', 'vault', vault.id)).filter((row) => row.state === 'sent')
  for (const row of sent.slice(0, -sentKept)) await db.delete('items', row.seq ?? 0)
}
