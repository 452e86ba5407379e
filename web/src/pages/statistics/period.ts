// The periods a person picks from, and the same period a year before.
export const periodKinds = ['month', 'quarter', 'year', 'last-year', 'free'] as const
export type PeriodKind = (typeof periodKinds)[number]

export interface Period {
  from: string
  to: string
}

const two = (number: number): string => String(number).padStart(2, '0')
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const months = (year: number, first: number, last: number): Period => ({
  from: `${year}-${two(first)}-01`,
  to: `${year}-${two(last)}-${two(lastDay(year, last))}`,
})

export function periodOf(kind: PeriodKind, today: string, free: Period): Period {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  if (kind === 'free') return free
  if (kind === 'month') return months(year, month, month)
  if (kind === 'quarter') {
    const first = month - ((month - 1) % 3)
    return months(year, first, first + 2)
  }
  return kind === 'year' ? months(year, 1, 12) : months(year - 1, 1, 12)
}

// The same day a year before; of 29 February the 28th.
export function yearBefore(day: string): string {
  const year = Number(day.slice(0, 4)) - 1
  const month = Number(day.slice(5, 7))
  return `${year}-${two(month)}-${two(Math.min(Number(day.slice(8, 10)), lastDay(year, month)))}`
}

// All months of the period up to the day, as the parts of `by=month` are named: also those in which there was nothing.
export function monthsOf(period: Period, asOf: string): string[] {
  const end = (period.to < asOf ? period.to : asOf).slice(0, 7)
  const out: string[] = []
  let year = Number(period.from.slice(0, 4))
  let month = Number(period.from.slice(5, 7))
  for (; `${year}-${two(month)}` <= end; month === 12 ? (year++, (month = 1)) : month++) out.push(`${year}-${two(month)}`)
  return out
}
