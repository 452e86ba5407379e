// The server's day, also while it cannot be asked: a store may be shown on another day than this machine's, and this
// machine's clock may be wrong by days.
import { addDays, daysBetween, localDay } from '@/format'

const key = 'tiaojie.dayOffset'
const here = (): string => localDay(new Date().toISOString())

export function learnServerDay(day: string): void {
  localStorage.setItem(key, String(daysBetween(here(), day)))
}

export const serverDay = (): string => addDays(here(), Number(localStorage.getItem(key) ?? 0))

// Now, as a command's `at`.
export function serverTime(): string {
  const time = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(11, 19)
  return `${serverDay()}T${time}+08:00`
}
