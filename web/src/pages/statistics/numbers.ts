// How the numbers of the statistics are grouped, written and compared.
import { amount, count } from '@/format'
import { t } from '@/texts/statistics'

export const groups = [
  {
    name: 'groupCases',
    metrics: ['screened', 'accepted', 'refused', 'mediated', 'settled', 'terminated', 'withdrawn', 'pending', 'overdue', 'struck_off', 'reopened'],
  },
  { name: 'groupAgreements', metrics: ['oral', 'written', 'on_time', 'performed', 'confirmed', 'median_days'] },
  { name: 'groupScale', metrics: ['people', 'amount', 'screening_rounds'] },
  { name: 'groupFlow', metrics: ['flow.registered', 'flow.settled', 'flow.terminated'] },
  {
    name: 'groupForces',
    metrics: ['committees', 'mediators', 'mediators_full_time', 'regional_bodies', 'trade_bodies', 'elders'],
  },
] as const

// Rounds of screening are not cases and have no list.
export const isListable = (metric: string): boolean => metric !== 'screening_rounds'

export function written(metric: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return t('nothing')
  if (metric === 'amount') return amount(value)
  if (metric === 'median_days') return t('days', { days: value })
  return count(value)
}

// Sums of money have two decimals, which binary fractions do not keep by themselves.
const exact = (value: number): number => Math.round(value * 100) / 100

export function difference(now: number | null | undefined, before: number | null | undefined): number | null {
  return now === null || now === undefined || before === null || before === undefined ? null : exact(now - before)
}

export function differenceText(metric: string, value: number | null): string {
  if (value === null) return t('nothing')
  if (value === 0) return t('same')
  return `${value > 0 ? '+' : '−'}${written(metric, Math.abs(value))}`
}

// By how much of last year's number it is more or less, to one decimal; of nothing there is no percentage.
export function percentText(now: number | null | undefined, before: number | null | undefined): string {
  const by = difference(now, before)
  if (by === null || !before) return t('nothing')
  if (by === 0) return '0%'
  const tenths = Math.round((Math.abs(by) * 1000) / before)
  return `${by > 0 ? '+' : '−'}${tenths / 10}%`
}
