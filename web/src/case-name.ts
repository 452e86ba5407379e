// What a case is called: its number; before it is accepted it has none, and nobody knows its internal id.
import type { Shape } from '@/api/types'
import { date } from '@/format'
import { t } from '@/texts/common'

type Named = Partial<Pick<Shape<'CaseRow'>, 'number' | 'registered' | 'status'>>

export function caseName(found: Named | null | undefined, otherwise = ''): string {
  if (!found) return otherwise
  if (found.number) return found.number
  const state = t(found.status === 'refused' ? 'refusedCase' : 'notAccepted')
  return found.registered ? t('namedByDay', { state, date: date(found.registered) }) : state
}
