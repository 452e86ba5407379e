// Periods as the server counts them (民法典 201–203), for the preview alone. No pauses: what was paused is told apart.
import type { Shape } from '@/api/types'
import { addDays } from '@/format'

export type Unit = 'days' | 'working_days' | 'months'
export interface Length {
  count: number
  unit: Unit
}
export type CalendarDays = Record<string, Pick<Shape<'CalendarDay'>, 'type' | 'name'>>

export const weekdayOf = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay()
const isWeekend = (day: string): boolean => [0, 6].includes(weekdayOf(day))

export const isWorking = (days: CalendarDays, day: string): boolean => (days[day] ? days[day].type === 'work' : !isWeekend(day))

export function addMonths(day: string, months: number): string {
  const [year, month, rest] = day.split('-').map(Number)
  const index = year * 12 + (month - 1) + months
  const last = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate()
  return new Date(Date.UTC(Math.floor(index / 12), index % 12, Math.min(rest, last))).toISOString().slice(0, 10)
}

export function dueOf(start: string, length: Length, days: CalendarDays): string {
  let day = start
  if (length.unit === 'working_days') {
    for (let left = length.count; left > 0; ) {
      day = addDays(day, 1)
      if (isWorking(days, day)) --left
    }
    return day
  }
  day = length.unit === 'months' ? addMonths(start, length.count) : addDays(start, length.count)
  while (!isWorking(days, day)) day = addDays(day, 1)
  return day
}
