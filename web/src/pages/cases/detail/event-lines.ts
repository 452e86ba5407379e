// What a person reads about one thing that happened: label and text, line by line; a correction names the old value.
import type { Shape } from '@/api/types'
import { amount, date } from '@/format'
import { useDirectory } from '@/stores/directory'
import { useVocabulary } from '@/stores/vocabulary'
import { t } from '@/texts/case'

type Entry = Shape<'HistoryEntry'>
type Correction = Shape<'Event.CaseCorrected'>
export interface Line {
  label: string
  text: string
  was?: string
}

export function useEventLines(): (entry: Entry) => Line[] {
  const { name } = useVocabulary()
  const directory = useDirectory()
  const names = (ids: string[], nameOf: (id: string) => string): string => ids.map(nameOf).join('、')
  const yesNo = (value: boolean): string => (value ? t('yes') : t('no'))
  const routes = (given: string[]): string => names(given, (route) => name('Route', route))
  const numbers = (given: number[]): string => t('obligationNumbers', { numbers: given.join('、') })

  const corrected: { [Key in keyof Correction['set']]-?: [string, (value: NonNullable<Correction['set'][Key]>) => string] } = {
    type: [t('type'), (value) => name('DisputeType', value)],
    source: [t('source'), (value) => name('Source', value)],
    summary: [t('summary'), (value) => value],
    amount: [t('amount'), (value) => amount(value)],
    people: [t('people'), (value) => t('persons', { count: value })],
    major: [t('major'), yesNo],
    division: [t('division'), (value) => directory.division(value)],
    parties: [t('parties'), (value) => value.map((party) => party.name).join('、')],
  }

  function correction(entry: Correction): Line[] {
    const keys = Object.keys(entry.set) as (keyof Correction['set'])[]
    return keys.map((key) => {
      const [label, show] = corrected[key] as [string, (value: unknown) => string]
      const shown = (value: unknown): string => (value === null || value === undefined ? t('empty') : show(value))
      return { label, text: shown(entry.set[key]), was: shown(entry.was[key]) }
    })
  }

  function linesOf(entry: Entry): Line[] {
    const line = (label: string, text: string | null | undefined): Line => ({ label, text: text ?? '' })
    switch (entry.event) {
      case 'CaseRegistered':
        return [line(t('source'), name('Source', entry.source)), line(t('summary'), entry.summary)]
      case 'CaseAccepted':
        return [
          line(t('number'), entry.number), line(t('mediators'), names(entry.mediators, directory.mediator)),
          line(t('official'), entry.official), line(t('reason'), entry.reason),
        ]
      case 'CaseRefused':
      case 'MediationTerminated':
        return [line(t('reason'), entry.reason), line(t('routes'), routes(entry.routes))]
      case 'MediatorsAssigned':
        return [
          line(t('mediators'), names(entry.mediators, directory.mediator)), line(t('official'), entry.official),
          line(t('plan'), entry.plan),
        ]
      case 'SessionHeld':
        return [line(t('place'), entry.place), line(t('present'), entry.present.join('、')), line(t('notes'), entry.notes)]
      case 'HearingHeld':
        return [
          line(t('elders'), names(entry.elders, directory.elder)), line(t('recused'), names(entry.recused, directory.elder)),
          line(t('consented'), yesNo(entry.consented)), line(t('opinion'), entry.opinion),
        ]
      case 'ReviewHeld': {
        const { present, seats, in_favour: favour, against } = entry
        const result = entry.carried ? t('carried') : t('notCarried')
        return [line(t('votes'), t('votesText', { present, seats, favour, against, result })), line(t('opinion'), entry.opinion)]
      }
      case 'StageEscalated':
      case 'StageReturned': {
        const move = t('moveText', { from: name('Stage', entry.from), to: name('Stage', entry.to) })
        return [line(t('move'), move), line(t('reason'), entry.reason)]
      }
      case 'AgreementReached':
        return [
          line(t('agreementForm'), name('Form', entry.form)), line(t('terms'), entry.terms),
          line(t('agreedAmount'), amount(entry.amount)),
        ]
      case 'ObligationPerformed':
      case 'ObligationDefaulted':
        return [line(t('obligations'), numbers(entry.obligations)), line(t('note'), entry.note)]
      case 'ConfirmationRecorded':
        return [line(t('step'), name('ConfirmationStep', entry.step))]
      case 'FollowUpMade':
        return [line(t('result'), name('FollowUpResult', entry.result)), line(t('note'), entry.note)]
      case 'ClockExtended':
        return [
          line(t('clock'), name('ClockKind', entry.clock)), line(t('until'), date(entry.until)),
          line(t('consented'), yesNo(entry.consented)), line(t('reason'), entry.reason),
        ]
      case 'CaseReopened':
        return [line(t('move'), name('Stage', entry.stage)), line(t('reason'), entry.reason)]
      case 'CaseCorrected':
        return [...correction(entry), line(t('reason'), entry.reason)]
      case 'CaseMerged':
        return [line(t('into'), entry.into), line(t('reason'), entry.reason)]
      case 'PaperFiled':
        return [line(t('paper'), name('PaperKind', entry.kind)), line(t('note'), entry.note ?? (entry.file ? t('withFile') : ''))]
      case 'CaseWithdrawn':
      case 'MediationSuspended':
      case 'MediationResumed':
        return [line(t('reason'), entry.reason)]
      case 'CaseStruckOff':
      case 'CaseArchived':
        return []
      default: // none is left: a new event without its lines does not compile
        entry satisfies never
        return []
    }
  }

  return (entry) => linesOf(entry).filter((each) => each.text !== '')
}
