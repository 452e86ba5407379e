// What is shown, as a table for a spreadsheet program.
import type { Cell } from '@/download'
import { csv } from '@/download'
import { useVocabulary } from '@/stores/vocabulary'
import { definition, rateName } from '@/texts/metrics'
import { t } from '@/texts/statistics'
import { difference, groups, percentText } from './numbers'
import { partName, partsOf, valueOf, type Split, type Statistics } from './parts'
import { splitMetrics } from './split-metrics'

export function statisticsCsv(now: Statistics, before: Statistics | null, split: Split, place: string): string {
  const vocabulary = useVocabulary()
  const name = (metric: string): string => vocabulary.name('Metric', metric)
  const metricRow = (metric: string): Cell[] => {
    const [value, last] = [now.metrics[metric] ?? null, before?.metrics[metric] ?? null]
    return [name(metric), value, last, difference(value, last), percentText(value, last), definition(metric)]
  }
  const rates = ['settled/screened', 'settled/mediated', 'mediated/screened'] as const
  return csv([
    [t('exportTitle', { place })],
    [t('exportPeriod'), now.from, now.to, t('exportAsOf'), now.as_of],
    [],
    [t('metric'), t('now'), t('before'), t('change'), t('changePercent'), t('definition')],
    ...groups.flatMap((group) => group.metrics.map(metricRow)),
    ...rates.map((rate): Cell[] => [rateName(rate), now.rates[rate]?.text ?? null, before?.rates[rate]?.text ?? null, null, null, definition(rate)]),
    [],
    [vocabulary.name('Split', split), ...splitMetrics.map(name)],
    ...partsOf(split, now).map((part): Cell[] => [
      partName(split, part),
      ...splitMetrics.map((metric) => valueOf(now, split, part, metric)),
    ]),
    [t('total'), ...splitMetrics.map((metric) => now.metrics[metric] ?? null)],
  ])
}
