// The to-do list by how near it is: decisions have a day but no state, so the day decides for them.
import type { Shape } from '@/api/types'
import { compared, daysBetween } from '@/format'

export type Item = Shape<'TodoItem'>
export type Group = 'overdue' | 'soon' | 'later'

const soonDays = 3

export function stateOf(item: Item, today: string): Shape<'ClockState'> {
  if (item.state) return item.state
  if (!item.due) return 'open'
  const days = daysBetween(today, item.due)
  if (days < 0) return 'overdue'
  return days < soonDays ? 'due_soon' : 'open'
}

export function groupOf(item: Item, today: string): Group {
  const state = stateOf(item, today)
  if (state === 'overdue') return 'overdue'
  if (state === 'due_soon') return 'soon'
  return item.due && state === 'open' && daysBetween(today, item.due) < soonDays ? 'soon' : 'later'
}

// Soonest first; what has no day comes last.
export function grouped(items: Item[], today: string): { group: Group; items: Item[] }[] {
  const sorted = [...items].sort((left, right) => compared(left.due ?? '9999', right.due ?? '9999'))
  return (['overdue', 'soon', 'later'] as const)
    .map((group) => ({ group, items: sorted.filter((item) => groupOf(item, today) === group) }))
    .filter((each) => each.items.length > 0)
}
