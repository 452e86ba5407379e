// Reads the open cases of a mediator or a village ahead, so that they are there without signal. Few, soonest due first:
// each reading of a case stands in the audit journal. Everybody else keeps what they opened.
import { answer, client } from '@/api/client'
import type { Change } from '@/stores/live'
import type { Role } from '@/api/types'
import { openVault } from './vault'

const most = 40
const again = 30 * 60_000
const readAhead: (Role | null)[] = ['mediator', 'village_lead']
const lastKey = (): string => `tiaojie.ahead.${openVault()?.id ?? ''}`

async function readCase(id: string): Promise<void> {
  const params = { path: { case: id } }
  await answer(client.GET('/api/v1/cases/{case}', { params }))
  await answer(client.GET('/api/v1/cases/{case}/actions', { params }))
  await answer(client.GET('/api/v1/cases/{case}/deadlines', { params }))
}

async function openIds(): Promise<string[]> {
  const due = await answer(client.GET('/api/v1/todo'))
  const ids = new Set(due.map((item) => item.case))
  for (const status of ['mediating', 'registered', 'suspended'] as const) {
    const found = await answer(client.GET('/api/v1/cases', { params: { query: { status, limit: most } } }))
    for (const row of found.items) ids.add(row.case)
  }
  return [...ids].slice(0, most)
}

let ahead = new Set<string>()

export async function readOpenCases(role: Role | null): Promise<void> {
  if (!openVault() || !readAhead.includes(role)) return
  const last = Number(localStorage.getItem(lastKey()) ?? 0)
  const ids = await openIds()
  ahead = new Set(ids)
  if (Date.now() - last < again) return
  await Promise.all([
    answer(client.GET('/api/v1/vocabulary')),
    answer(client.GET('/api/v1/divisions')),
    answer(client.GET('/api/v1/organisations')),
    answer(client.GET('/api/v1/mediators')),
    answer(client.GET('/api/v1/elders')),
  ])
  for (const id of ids) await readCase(id)
  localStorage.setItem(lastKey(), String(Date.now()))
}

// What others change in a case that is kept is read anew.
export async function readChanged(changes: Change[] | null): Promise<void> {
  for (const id of new Set((changes ?? []).map((change) => change.case)))
    if (id && ahead.has(id)) await readCase(id)
}
