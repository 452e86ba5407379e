// A holiday notice as a file: read and looked over before it is sent.
import type { CommandOf, Shape } from '@/api/types'
import { t } from '@/texts/rules'
import type { CalendarDays } from './period'

export type Notice = CommandOf<'calendar.load'>['notice']

export function readNotice(text: string): Notice {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new Error(t('notJson'))
  }
  const notice = given as Partial<Notice>
  if (typeof notice?.days !== 'object' || notice.days === null) throw new Error(t('noDays'))
  for (const [day, what] of Object.entries(notice.days))
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !['off', 'work'].includes(what?.type) || !what.name) throw new Error(t('badDay', { day }))
  return notice as Notice
}

export const yearsOf = (notice: Notice): number[] =>
  [...new Set([...(notice.years ?? []), ...Object.keys(notice.days).map((day) => Number(day.slice(0, 4)))])].sort()

// As the server loads it: named years are replaced, otherwise days are added.
export function loaded(days: CalendarDays, notice: Notice): CalendarDays {
  const replaced = new Set((notice.years ?? []).map(String))
  const kept = Object.entries(days).filter(([day]) => !replaced.has(day.slice(0, 4)))
  return { ...Object.fromEntries(kept), ...notice.days }
}

export interface Difference {
  day: string
  before: Pick<Shape<'CalendarDay'>, 'type' | 'name'> | undefined
  after: Pick<Shape<'CalendarDay'>, 'type' | 'name'> | undefined
}
export function differences(before: CalendarDays, after: CalendarDays): Difference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((day) => ({ day, before: before[day], after: after[day] }))
    .filter((each) => each.before?.type !== each.after?.type || each.before?.name !== each.after?.name)
}
