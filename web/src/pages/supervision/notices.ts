// A notice with the case it is about, and where it stands.
import { answer, client } from '@/api/client'
import type { Shape } from '@/api/types'
import { caseRows, type CaseRow } from '@/case-rows'
import { compared } from '@/format'

export type Phase = 'unsigned' | 'unanswered' | 'replied' | 'cancelled'
export type Wanted = Phase | 'unfinished' | 'overdue' | 'all'
export interface NoticeView extends Shape<'Notice'> {
  row: CaseRow | null
  phase: Phase
}

function phaseOf(notice: Shape<'Notice'>): Phase {
  if (notice.cancelled) return 'cancelled'
  if (notice.replied) return 'replied'
  return notice.signed ? 'unanswered' : 'unsigned'
}

export const isUnfinished = (notice: NoticeView): boolean =>
  (notice.phase === 'unsigned' || notice.phase === 'unanswered') && notice.state !== 'void'

export function fits(notice: NoticeView, wanted: Wanted): boolean {
  if (wanted === 'all') return true
  if (wanted === 'unfinished') return isUnfinished(notice)
  if (wanted === 'overdue') return notice.state === 'overdue'
  return notice.phase === wanted
}

// What is unfinished first, by its day; the finished ones after it, the newest first.
function order(one: NoticeView, other: NoticeView): number {
  const [first, second] = [isUnfinished(one), isUnfinished(other)]
  if (first !== second) return first ? -1 : 1
  return first ? compared(one.reply_by, other.reply_by) : compared(other.issued, one.issued)
}

export async function readNotices(): Promise<NoticeView[]> {
  const notices = await answer(client.GET('/api/v1/supervisions'))
  const rows = new Map((await caseRows([...new Set(notices.map((each) => each.case))])).map((row) => [row.case, row]))
  return notices.map((each) => ({ ...each, row: rows.get(each.case) ?? null, phase: phaseOf(each) })).sort(order)
}
