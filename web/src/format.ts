// How days, times and sums are written. Days are YYYY-MM-DD strings everywhere; only this file makes Date objects. By hand
// and not by Intl, whose first use costs a phone as much as building half a page.
import { t } from '@/texts/common'

const dayMs = 86_400_000

const atNoon = (day: string): number => Date.parse(`${day.slice(0, 10)}T12:00:00Z`)

// An instant as UTC+8 has it, 2022-06-01T09:30:00.000Z with a Z that does not count.
const inChina = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString()

// 2022-06-01 or an instant → 2022年6月1日
export function date(day: string | null | undefined): string {
  if (!day) return ''
  const [year, month, rest] = localDay(day).split('-')
  return `${year}年${Number(month)}月${Number(rest)}日`
}

// 6月1日, for tables where the year is plain.
export function shortDate(day: string | null | undefined): string {
  return date(day).replace(/^\d+年/, '')
}

// An instant → 2022年6月1日 09:30; a date alone has no time.
export function dateTime(at: string | null | undefined): string {
  if (!at) return ''
  if (at.length <= 10) return date(at)
  return `${date(at)} ${inChina(at).slice(11, 16)}`
}

// The day in UTC+8 on which something happened.
export function localDay(at: string): string {
  if (at.length <= 10) return at
  return inChina(at).slice(0, 10)
}

// For sorting days, instants and names of accounts: by their signs, unlike localeCompare, which knows languages and is slow.
export const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

export function addDays(day: string, days: number): string {
  return new Date(atNoon(day) + days * dayMs).toISOString().slice(0, 10)
}

// How many days from one day to another; negative when it is earlier.
export function daysBetween(from: string, to: string): number {
  return Math.round((atNoon(to) - atNoon(from)) / dayMs)
}

export function relativeDay(day: string, today: string): string {
  const days = daysBetween(today, day)
  if (days === 0) return t('today')
  if (days === 1) return t('tomorrow')
  if (days === -1) return t('yesterday')
  return days > 0 ? t('inDays', { days }) : t('daysAgo', { days: -days })
}

// 12800.5 → 12,800.50元; null → nothing. Sums of the server are exact to two decimals.
export function amount(yuan: number | null | undefined): string {
  if (yuan === null || yuan === undefined) return ''
  const [whole, cents] = yuan.toFixed(Number.isInteger(yuan) ? 0 : 2).split('.')
  return `${grouped(whole!)}${cents ? `.${cents}` : ''}${t('yuan')}`
}

// 12800 → 12,800
const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')
export const count = (number: number): string => grouped(String(number))
