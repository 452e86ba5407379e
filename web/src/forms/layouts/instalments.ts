export interface Instalment {
  due: string
  amount: number
}

// The same day of the following months, that month's last day where it has none.
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

// Equal monthly instalments in whole yuan where the sum allows; what does not divide goes to the last one, to the cent.
export function instalments(sum: number, times: number, first: string): Instalment[] {
  const cents = Math.round(sum * 100)
  const unit = cents >= times * 100 ? 100 : 1
  const each = Math.floor(cents / times / unit) * unit
  return Array.from({ length: times }, (_none, index) => ({
    due: monthsLater(first, index),
    amount: (index < times - 1 ? each : cents - each * (times - 1)) / 100,
  }))
}
