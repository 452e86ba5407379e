// Names of the parts of a split, and its rows in the order in which a person expects them.
import type { Shape } from '@/api/types'
import { useDirectory } from '@/stores/directory'
import { useVocabulary } from '@/stores/vocabulary'
import { t } from '@/texts/statistics'
import { monthsOf, yearBefore, type Period } from './period'

export type Split = Shape<'Split'>
export type Statistics = Shape<'Statistics'>

const groupOf: Partial<Record<Split, string>> = {
  stage: 'Stage', level: 'Level', type: 'DisputeType', source: 'Source', form: 'Form',
}

export function partName(split: Split, part: string): string {
  if (part === 'none') return t(split === 'form' ? 'noneForm' : 'noneStage')
  if (split === 'division') return useDirectory().division(part)
  if (split === 'org') return useDirectory().organisation(part)
  if (split === 'month') return t('monthName', { year: part.slice(0, 4), month: Number(part.slice(5)) })
  return useVocabulary().name(groupOf[split] ?? '', part)
}

// Villages and bodies stand in the order of the register, never by their numbers: no league tables.
function order(split: Split): string[] {
  if (split === 'division') return useDirectory().divisions.map((row) => row.division)
  if (split === 'org') return useDirectory().organisations.map((row) => row.org)
  const group = groupOf[split]
  return group ? useVocabulary().words(group).map((word) => word.name) : []
}

export function partsOf(split: Split, stats: Statistics): string[] {
  const found = Object.keys(stats.by[split] ?? {})
  if (split === 'month') return monthsOf(stats as Period, stats.as_of)
  const known = order(split)
  const place = (part: string): number => (known.indexOf(part) + 1 || known.length + 1)
  return found.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
}

// The part of last year's statistics that stands beside this one.
export const partBefore = (split: Split, part: string): string =>
  split === 'month' ? yearBefore(`${part}-01`).slice(0, 7) : part

export const valueOf = (stats: Statistics | null | undefined, split: Split, part: string, metric: string): number =>
  stats?.by[split]?.[part]?.[metric] ?? 0
