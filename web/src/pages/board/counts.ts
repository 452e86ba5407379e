// What the board counts, and the honest parts of the whole.
import { answer, client } from '@/api/client'
import type { Shape } from '@/api/types'

export type Board = Shape<'Board'>
export type Count = Shape<'BoardCount'>
// Numbers of this page's own: no count of the server's, made of several of its lists.
export type OwnCount = 'settled_only' | 'working' | 'others'
export type AnyCount = Count | OwnCount
export type Split = 'division' | 'type' | 'stage'

export const counts: Count[] = [
  'scope', 'struck_off', 'settled', 'open', 'overdue', 'suspended', 'extended', 'transferred_up', 'reopened',
]

export interface BoardDay {
  board: Board
  struckOff: string[]
  settledOnly: string[]
}

export async function casesBehind(campaign: string, count: Count, day: string): Promise<string[]> {
  const params = { path: { campaign }, query: { count, as_of: day } }
  return answer(client.GET('/api/v1/campaigns/{campaign}/cases', { params }))
}

const without = (ids: string[], others: string[]): string[] => {
  const out = new Set(others)
  return ids.filter((id) => !out.has(id))
}

export async function idsOf(campaign: string, count: AnyCount, day: string): Promise<string[]> {
  const behind = (of: Count): Promise<string[]> => casesBehind(campaign, of, day)
  if (count === 'settled_only') return without(await behind('settled'), await behind('struck_off'))
  if (count === 'working') return without(await behind('open'), await behind('suspended'))
  if (count !== 'others') return behind(count)
  const [scope, ...known] = await Promise.all([behind('scope'), behind('open'), behind('settled'), behind('struck_off')])
  return without(scope, known.flat())
}

export async function readBoard(campaign: string, day: string): Promise<BoardDay> {
  const params = { path: { campaign }, query: { as_of: day } }
  const [board, settled, struckOff] = await Promise.all([
    answer(client.GET('/api/v1/campaigns/{campaign}/board', { params })),
    casesBehind(campaign, 'settled', day),
    casesBehind(campaign, 'struck_off', day),
  ])
  return { board, struckOff, settledOnly: without(settled, struckOff) }
}

// Parts that never overlap and add up to the scope. A terminated case can be struck off, too: so the settled ones that
// are not are told from the lists, not by subtraction.
export function wholeOf({ board, settledOnly }: BoardDay): Record<'struck_off' | 'suspended' | OwnCount, number> {
  return {
    struck_off: board.struck_off,
    settled_only: settledOnly.length,
    working: board.open - board.suspended,
    suspended: board.suspended,
    others: board.scope - board.open - settledOnly.length - board.struck_off,
  }
}
