// What a consultation decided and what became of it.
import { answer, client } from '@/api/client'
import type { Shape } from '@/api/types'
import { caseRows, type CaseRow } from '@/case-rows'
import { addDays, compared, daysBetween } from '@/format'

export type Consultation = Shape<'Consultation'>
export interface Decision extends Shape<'ConsultationItemView'> {
  consultation: string
  held: string
  row: CaseRow | null
  state: Shape<'ClockState'> | null
}

// The server's rule for a decision's clock; a withdrawn or merged case voids it.
function stateOf(item: Shape<'ConsultationItemView'>, row: CaseRow | null, today: string): Shape<'ClockState'> | null {
  if (item.done) return item.due && item.done > item.due ? 'met_late' : 'met'
  if (row?.status === 'withdrawn' || row?.status === 'merged') return 'void'
  if (!item.due) return null
  const left = daysBetween(today, item.due)
  if (left < 0) return 'overdue'
  return left <= 3 ? 'due_soon' : 'open'
}

export const isOpen = (each: Decision): boolean => !each.done && each.state !== 'void'

export async function readConsultations(today: string): Promise<Consultation[]> {
  const query = { from: addDays(today, -730) }
  const all = await answer(client.GET('/api/v1/consultations', { params: { query } }))
  return [...all].sort((one, other) => compared(other.held, one.held))
}

export async function decisionsOf(consultations: Consultation[], today: string): Promise<Decision[]> {
  const ids = [...new Set(consultations.flatMap((each) => each.items.map((item) => item.case)))]
  const rows = new Map((await caseRows(ids)).map((row) => [row.case, row]))
  return consultations.flatMap((held) =>
    held.items.map((item) => {
      const row = rows.get(item.case) ?? null
      return { ...item, consultation: held.consultation, held: held.held, row, state: stateOf(item, row, today) }
    }),
  )
}
