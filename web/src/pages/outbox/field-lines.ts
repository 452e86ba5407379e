// The fields of a command as a person reads them.
import type { Command } from '@/api/types'
import { amount, dateTime } from '@/format'
import { useDirectory } from '@/stores/directory'
import { useVocabulary } from '@/stores/vocabulary'
import { fieldName, t } from '@/texts/outbox'

export interface Line {
  name: string
  text: string
}

const groups: Record<string, string> = {
  type: 'DisputeType', source: 'Source', stage: 'Stage', to: 'Stage', routes: 'Route', form: 'Form', side: 'Side',
  step: 'ConfirmationStep', result: 'FollowUpResult', grade: 'Grade', clock: 'ClockKind',
}
const hidden = new Set(['do', 'id', 'by', 'case', 'file'])

export function useFieldLines() {
  const vocabulary = useVocabulary()
  const directory = useDirectory()
  void vocabulary.load().catch(() => undefined)
  void directory.load().catch(() => undefined)

  const people: Record<string, (id: string) => string> = {
    division: (id) => directory.division(id),
    org: (id) => directory.organisation(id),
    mediators: (id) => directory.mediator(id),
    elders: (id) => directory.elder(id),
    recused: (id) => directory.elder(id),
  }

  function word(key: string, value: string, group: string | undefined): string {
    const named = people[key]
    if (named) return named(value)
    if (group) return vocabulary.name(group, value)
    return /^\d{4}-\d\d-\d\d/.test(value) ? dateTime(value) : value
  }

  function textOf(key: string, value: unknown, kindGroup: string): string {
    if (value === null || value === undefined) return ''
    if (Array.isArray(value)) return value.map((each) => textOf(key, each, kindGroup)).join(key === 'obligations' || key === 'parties' ? '\n' : '、')
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value === 'number') return key === 'amount' ? amount(value) : String(value)
    if (typeof value === 'object') return linesOf(value, 'PartyKind').map((line) => line.text).join('，')
    return word(key, String(value), key === 'kind' ? kindGroup : groups[key])
  }

  function linesOf(fields: object, kindGroup: string): Line[] {
    return Object.entries(fields)
      .filter(([key]) => !hidden.has(key))
      .map(([key, value]) => ({ name: fieldName(key), text: textOf(key, value, kindGroup) }))
      .filter((line) => line.text !== '')
  }

  return (command: Command): Line[] => linesOf(command, 'PaperKind')
}
