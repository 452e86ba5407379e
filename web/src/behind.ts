// What stands behind a number of the statistics and of the report: cases mostly, else bodies, people or meetings.
import { answer, client } from '@/api/client'
import type { Shape } from '@/api/types'

export type BehindKind = 'case' | 'organisation' | 'mediator' | 'elder' | 'division' | 'consultation'

export interface Behind {
  title: string
  note?: string
  kind: BehindKind
  ids: () => Promise<string[]>
  division?: string
  // The day as of which bodies and people are named.
  asOf?: string
}

export function kindOf(metric: string): BehindKind {
  if (metric === 'committees' || metric === 'regional_bodies' || metric === 'trade_bodies') return 'organisation'
  if (metric === 'mediators' || metric === 'mediators_full_time') return 'mediator'
  if (metric === 'elders') return 'elder'
  if (metric === 'villages') return 'division'
  return metric.startsWith('consultations') ? 'consultation' : 'case'
}

const pageSize = 200
const mostPages = 15

// Rows of the cases named. There is no route for a list of ids, so the list is read, newest or oldest first, until all
// are found; of a huge register only the first pages, the rest is then shown by its id alone.
export async function caseRows(ids: readonly string[], division?: string): Promise<Map<string, Shape<'CaseRow'>>> {
  const wanted = new Set(ids)
  const found = new Map<string, Shape<'CaseRow'>>()
  let cursor: string | undefined
  for (let page = 0; page < mostPages && wanted.size > 0; ++page) {
    const rows = await answer(client.GET('/api/v1/cases', { params: { query: { division, limit: pageSize, cursor } } }))
    for (const row of rows.items) if (wanted.delete(row.case)) found.set(row.case, row)
    if (!rows.next) break
    cursor = rows.next
  }
  return found
}

export interface Named {
  id: string
  name: string
  more: string
}

// Names of bodies, people and meetings, as of the day.
export async function namesOf(behind: Behind): Promise<Map<string, Named>> {
  const query = { division: behind.division, as_of: behind.asOf }
  const rows = await namedRows(behind.kind, query)
  return new Map(rows.map((row) => [row.id, row]))
}

async function namedRows(kind: BehindKind, query: { division?: string; as_of?: string }): Promise<Named[]> {
  if (kind === 'organisation') {
    const bodies = await answer(client.GET('/api/v1/organisations', { params: { query } }))
    return bodies.map((body) => ({ id: body.org, name: body.name, more: body.founded }))
  }
  if (kind === 'mediator' || kind === 'elder') {
    if (kind === 'elder') {
      const elders = await answer(client.GET('/api/v1/elders', { params: { query } }))
      return elders.map((person) => ({ id: person.elder, name: person.name, more: person.division }))
    }
    const people = await answer(client.GET('/api/v1/mediators', { params: { query } }))
    return people.map((person) => ({ id: person.mediator, name: person.name, more: person.org }))
  }
  if (kind === 'consultation') {
    const given = { division: query.division, from: '2000-01-01' }
    const meetings = await answer(client.GET('/api/v1/consultations', { params: { query: given } }))
    return meetings.map((meeting) => ({ id: meeting.consultation, name: meeting.held, more: String(meeting.items.length) }))
  }
  return []
}
