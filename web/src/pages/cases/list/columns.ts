import { computed, ref } from 'vue'

import { date } from '@/format'
import { useDirectory } from '@/stores/directory'
import { useVocabulary } from '@/stores/vocabulary'
import { t } from '@/texts/cases'
import type { Row } from './use-case-rows'

export const columnNames = [
  'number', 'status', 'type', 'division', 'stage', 'level', 'source', 'org', 'registered', 'settled', 'due', 'case',
] as const
export type Column = (typeof columnNames)[number]

const usual: Column[] = ['number', 'status', 'type', 'division', 'stage', 'registered', 'due']
const key = 'tiaojie.case-columns'

function remembered(): Column[] {
  const names = (localStorage.getItem(key) ?? '').split(',')
  const found = columnNames.filter((name) => names.includes(name))
  return found.length > 0 ? found : usual
}

// Which columns this browser shows; the number always, since it leads to the case.
export function useColumns() {
  const chosen = ref(remembered())
  const shown = computed({
    get: () => chosen.value,
    set: (names: Column[]) => {
      chosen.value = columnNames.filter((name) => name === 'number' || names.includes(name))
      localStorage.setItem(key, chosen.value.join(','))
    },
  })
  return shown
}

export const title = (column: Column): string => t(column)

// The plain text of a cell; number, status and due are drawn by the table itself.
export function useCellText() {
  const vocabulary = useVocabulary()
  const directory = useDirectory()
  void vocabulary.load().catch(() => undefined)
  void directory.load().catch(() => undefined)

  return (row: Row, column: Column): string => {
    switch (column) {
      case 'type': return vocabulary.name('DisputeType', row.type)
      case 'stage': return vocabulary.name('Stage', row.stage)
      case 'level': return vocabulary.name('Level', row.level)
      case 'source': return vocabulary.name('Source', row.source)
      case 'division': return directory.division(row.division)
      case 'org': return directory.organisation(row.org)
      case 'registered': return date(row.registered)
      case 'settled': return date(row.settled)
      case 'case': return row.case
      default: return ''
    }
  }
}
