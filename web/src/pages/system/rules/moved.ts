// Which unfinished deadlines other rules would move: reckoned here, because the server has no trial run of its own.
import { answer, client } from '@/api/client'
import type { Shape } from '@/api/types'
import { compared } from '@/format'
import { versionOn, type ClockKey } from './policy-draft'
import { dueOf, type CalendarDays, type Length } from './period'

export interface Rules {
  policies: { from: string | null; lengths: Record<ClockKey, Length> }[]
  days: CalendarDays
}
export interface Moved {
  case: string
  clock: Shape<'ClockKind'>
  label: string | null
  before: string
  // null: it was paused or extended, so that this page cannot reckon it.
  after: string | null
}
export interface Preview {
  moved: Moved[]
  asked: number
  total: number
}

const mostCases = 400
const atOnce = 4
const unfinished: Shape<'ClockState'>[] = ['open', 'due_soon', 'overdue', 'paused']

// The law's thirty days for judicial confirmation; days that people named move under no rule.
function lengthUnder(rules: Rules, deadline: Shape<'Deadline'>, rungOf: (name: string) => string | undefined): Length | undefined {
  const lengths = versionOn(rules.policies, deadline.start)?.lengths
  switch (deadline.clock) {
    case 'accept':
    case 'overall':
    case 'follow_up':
      return lengths?.[deadline.clock]
    case 'stage':
      return lengths?.[rungOf(deadline.label ?? '') as ClockKey]
    case 'judicial_confirmation':
      return { count: 30, unit: 'days' }
    default:
      return undefined
  }
}

async function openCases(): Promise<{ ids: string[]; total: number }> {
  const ids: string[] = []
  let cursor: string | null = null
  let total = 0
  do {
    const query = { due_before: '2199-12-31', limit: 200, ...(cursor ? { cursor } : {}) }
    const page: Shape<'CasePage'> = await answer(client.GET('/api/v1/cases', { params: { query } }))
    ids.push(...page.items.map((row) => row.case))
    total = page.total
    cursor = page.next
  } while (cursor && ids.length < mostCases)
  return { ids: ids.slice(0, mostCases), total: Math.max(total, ids.length) }
}

export async function previewMoved(before: Rules, after: Rules, rungOf: (name: string) => string | undefined): Promise<Preview> {
  const { ids, total } = await openCases()
  const moved: Moved[] = []
  const queue = [...ids]
  async function work(): Promise<void> {
    for (let id = queue.shift(); id; id = queue.shift()) {
      const deadlines = await answer(client.GET('/api/v1/cases/{case}/deadlines', { params: { path: { case: id } } }))
      for (const each of deadlines.filter((deadline) => unfinished.includes(deadline.state))) {
        const old = lengthUnder(before, each, rungOf)
        const next = lengthUnder(after, each, rungOf)
        if (!old || !next) continue
        const was = dueOf(each.start, old, before.days)
        const will = dueOf(each.start, next, after.days)
        if (was === will) continue
        moved.push({ case: id, clock: each.clock, label: each.label, before: each.due, after: was === each.due ? will : null })
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { moved: moved.sort((a, b) => compared(a.before, b.before)), asked: ids.length, total }
}

export async function calendarOf(years: number[]): Promise<CalendarDays> {
  const all = await Promise.all(years.map((year) => answer(client.GET('/api/v1/calendar/{year}', { params: { path: { year } } }))))
  return Object.assign({}, ...all.map((each) => each.days)) as CalendarDays
}
export const yearsAround = (day: string): number[] => [-2, -1, 0, 1, 2].map((step) => Number(day.slice(0, 4)) + step)
