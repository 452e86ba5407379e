// The rows of cases that are known by id only: behind a number, under a notice, on an agenda. The list gives them by the
// page; what is not found there (older than the pages read) is asked one by one.
import { answer, client } from '@/api/client'
import { ApiProblem } from '@/api/problem'
import type { Shape } from '@/api/types'

export type CaseRow = Shape<'CaseRow'>
export interface Narrowing {
  division?: string
  type?: Shape<'DisputeType'>
}

const pageSize = 200
const mostPages = 10
const mostSingles = 100

async function single(id: string): Promise<CaseRow | null> {
  try {
    return await answer(client.GET('/api/v1/cases/{case}', { params: { path: { case: id } } }))
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null
    throw error
  }
}

// In the order of `ids`. With a narrowing only those that fit it, and nothing is asked one by one.
export async function caseRows(ids: readonly string[], narrowing: Narrowing = {}): Promise<CaseRow[]> {
  const wanted = new Set(ids)
  const found = new Map<string, CaseRow>()
  let cursor: string | undefined
  for (let page = 0; page < mostPages && wanted.size > 0; ++page) {
    const query = { ...narrowing, limit: pageSize, cursor }
    const answered = await answer(client.GET('/api/v1/cases', { params: { query } }))
    for (const row of answered.items) if (wanted.delete(row.case)) found.set(row.case, row)
    if (!answered.next) break
    cursor = answered.next
  }
  if (!narrowing.division && !narrowing.type)
    for (const row of await Promise.all([...wanted].slice(0, mostSingles).map(single))) if (row) found.set(row.case, row)
  return ids.flatMap((id) => found.get(id) ?? [])
}
