// The commands about one case.
import type { CommandName } from '@/api/types'
import { addDays } from '@/format'
import { t } from '@/texts/forms'
import { defineAsyncComponent } from 'vue'
import type { Case, Field, FormTable, FormView } from './field-types'
import { correctionFields, partyFields } from './party-fields'

type CaseTable = Pick<FormTable, Extract<CommandName, `case.${string}`>>

export const ladder = ['assigned_mediation', 'elders_hearing', 'villagers_review', 'town_mediation', 'district_mediation'] as const

const rung = (given: Case | null): number => ladder.indexOf((given?.stage ?? ladder[0]) as (typeof ladder)[number])
const above = ({ case: given }: FormView): readonly string[] => ladder.slice(rung(given) + 1)
const below = ({ case: given }: FormView): readonly string[] => ladder.slice(0, rung(given))

const aboutCase: Field<'case'> = { name: 'case', label: 'case', kind: 'case', required: true }
const reason: Field<'reason'> = { name: 'reason', label: 'reason', kind: 'long', rows: 3, required: true }
const note: Field<'note'> = { name: 'note', label: 'note', kind: 'long', rows: 3 }
const routes: Field<'routes'> = {
  name: 'routes', label: 'routes', kind: 'terms', group: 'Route', required: true, help: () => t('routesHelp'),
}
const mediators: Field<'mediators'> = {
  name: 'mediators', label: 'mediators', kind: 'mediators', required: true,
  start: ({ case: given }) => [...(given?.mediators ?? [])],
}
const official: Field<'official'> = {
  name: 'official', label: 'official', kind: 'text', start: ({ case: given }) => given?.official ?? null,
  help: () => t('officialHelp'),
}
const whichObligation = (open: boolean): Field<'obligation'> => ({
  name: 'obligation', label: 'obligation', kind: 'obligation', open,
})

// The day an extension may reach: the due day of the overall clock and the policy's thirty days.
function overallDue({ case: given }: FormView): string | undefined {
  return given?.deadlines.filter((each) => each.clock === 'overall').at(-1)?.due
}

export const caseTable: CaseTable = {
  'case.register': {
    fields: [
      { name: 'org', label: 'org', kind: 'organisation', required: true },
      { name: 'division', label: 'village', kind: 'division', required: true },
      { name: 'type', label: 'type', kind: 'term', group: 'DisputeType', required: true },
      { name: 'source', label: 'source', kind: 'term', group: 'Source', required: true, start: () => 'application' },
      { name: 'summary', label: 'summary', kind: 'long', rows: 4, required: true },
      {
        name: 'parties', label: 'parties', kind: 'rows', fields: partyFields, add: 'addParty', atLeast: 2,
        required: ({ values }) => values.source !== 'screening',
      },
      { name: 'amount', label: 'amount', kind: 'amount' },
      { name: 'people', label: 'people', kind: 'number', min: 1 },
      { name: 'major', label: 'major', kind: 'yes' },
      { name: 'case', label: 'case', kind: 'id', prefix: 'case' },
    ],
  },
  'case.accept': {
    fields: [
      aboutCase, mediators, official,
      {
        name: 'stage', label: 'firstStage', kind: 'term', group: 'Stage', start: () => ladder[0], help: () => t('firstStageHelp'),
      },
      {
        ...reason, label: 'stageReason', required: true,
        when: ({ values }) => Boolean(values.stage) && values.stage !== ladder[0],
      },
    ],
  },
  'case.refuse': { says: 'saysRefuse', grave: true, fields: [aboutCase, reason, routes] },
  'case.assign': {
    fields: [
      aboutCase, mediators, official,
      { name: 'plan', label: 'plan', kind: 'long', rows: 5, start: ({ case: given }) => given?.plan ?? null, help: () => t('planHelp') },
    ],
  },
  'case.session': {
    fields: [
      aboutCase,
      { name: 'place', label: 'place', kind: 'text', required: true, suggestions: () => [t('place1'), t('place2'), t('place3'), t('place4')] },
      {
        name: 'present', label: 'presentNames', kind: 'names', help: () => t('namesHelp'),
        start: ({ case: given }) => given?.parties.map((party) => party.name) ?? [],
      },
      { name: 'notes', label: 'notes', kind: 'long', rows: 8, required: true, help: () => t('notesHelp') },
    ],
  },
  'case.hearing': {
    says: 'saysHearing',
    layout: defineAsyncComponent(() => import('./layouts/hearing-layout.vue')),
    fields: [
      aboutCase,
      { name: 'elders', label: 'elders', kind: 'elders', required: true },
      { name: 'recused', label: 'recused', kind: 'elders', help: () => t('recusedHelp') },
      { name: 'consented', label: 'consentedAll', kind: 'yes', required: true },
      { name: 'opinion', label: 'opinion', kind: 'long', rows: 6, required: true },
    ],
  },
  'case.review': {
    says: 'saysReview',
    layout: defineAsyncComponent(() => import('./layouts/review-layout.vue')),
    fields: [
      aboutCase,
      { name: 'present', label: 'presentCount', kind: 'number', required: true },
      { name: 'in_favour', label: 'inFavour', kind: 'number', required: true },
      { name: 'against', label: 'against', kind: 'number', required: true },
      { name: 'opinion', label: 'opinion', kind: 'long', rows: 5, required: true },
    ],
  },
  'case.escalate': {
    layout: defineAsyncComponent(() => import('./layouts/escalate-layout.vue')),
    fields: [
      aboutCase,
      { name: 'to', label: 'escalateTo', kind: 'term', group: 'Stage', only: above },
      { ...reason, label: 'escalateReason' },
    ],
  },
  'case.return': {
    says: 'saysReturn',
    fields: [
      aboutCase,
      {
        name: 'to', label: 'returnTo', kind: 'term', group: 'Stage', only: below, required: true,
        start: (form) => below(form).at(-1) ?? null,
      },
      { ...reason, label: 'returnReason' },
    ],
  },
  'case.settle': {
    layout: defineAsyncComponent(() => import('./layouts/settle-layout.vue')),
    fields: [
      aboutCase,
      { name: 'form', label: 'form', kind: 'term', group: 'Form', radio: true, required: true, start: () => 'written' },
      { name: 'terms', label: 'terms', kind: 'long', rows: 6, required: true },
      { name: 'amount', label: 'agreedAmount', kind: 'amount' },
      {
        name: 'obligations', label: 'obligations', kind: 'rows', add: 'addObligation', total: 'amount',
        fields: [
          { name: 'what', label: 'what', kind: 'text', required: true },
          { name: 'due', label: 'due', kind: 'date', required: true },
          { name: 'amount', label: 'obligationAmount', kind: 'amount' },
        ],
      },
      {
        name: 'effective', label: 'effective', kind: 'date', when: ({ values }) => values.form === 'written',
        help: () => t('effectiveHelp'),
      },
    ],
  },
  'case.perform': { fields: [aboutCase, whichObligation(true), { ...note, label: 'performNote' }] },
  'case.default': { says: 'saysDefault', fields: [aboutCase, whichObligation(true), { ...note, label: 'defaultNote' }] },
  'case.confirm': {
    says: 'saysConfirm',
    fields: [
      aboutCase,
      {
        name: 'step', label: 'step', kind: 'term', group: 'ConfirmationStep', radio: true, required: true,
        only: ({ case: given }) => {
          if (!given?.agreement) return undefined
          return given.agreement.applied ? ['confirmed', 'dismissed'] : ['applied']
        },
        start: ({ case: given }) => (given?.agreement && !given.agreement.applied ? 'applied' : null),
      },
    ],
  },
  'case.follow_up': {
    fields: [
      aboutCase,
      { name: 'result', label: 'followUpResult', kind: 'term', group: 'FollowUpResult', radio: true, required: true },
      { ...note, label: 'followUpNote' },
    ],
  },
  'case.reopen': {
    says: 'saysReopen',
    fields: [
      aboutCase,
      reason,
      {
        name: 'stage', label: 'reopenStage', kind: 'term', group: 'Stage', start: ({ case: given }) => given?.stage ?? null,
        help: () => t('reopenStageHelp'),
      },
    ],
  },
  'case.terminate': {
    says: 'saysTerminate', grave: true, fields: [aboutCase, reason, { ...routes, help: () => t('routesLaw') }],
  },
  'case.withdraw': { says: 'saysWithdraw', grave: true, fields: [aboutCase, reason] },
  'case.suspend': { says: 'saysSuspend', fields: [aboutCase, reason] },
  'case.resume': { says: 'saysResume', fields: [aboutCase, reason] },
  'case.extend': {
    fields: [
      aboutCase,
      {
        name: 'clock', label: 'clock', kind: 'term', group: 'ClockKind', required: true, only: () => ['overall', 'stage'],
        start: () => 'overall', help: () => t('clockHelp'),
      },
      {
        name: 'until', label: 'extendUntil', kind: 'date', required: true, min: ({ today }) => today,
        start: (form) => {
          const due = overallDue(form)
          return due ? addDays(due, 30) : null
        },
        help: (form) => {
          const due = overallDue(form)
          return due ? t('untilHelp', { due }) : null
        },
      },
      { name: 'consented', label: 'consentedBoth', kind: 'yes', required: true },
      reason,
    ],
    check: ({ values }) => (values.consented ? [] : [{ field: 'consented', problem: t('consentNeeded') }]),
  },
  'case.correct': {
    says: 'saysCorrect',
    layout: defineAsyncComponent(() => import('./layouts/correct-layout.vue')),
    // Identity numbers that were revealed for correcting are not left lying in the browser.
    unkept: ['set.parties'],
    fields: [aboutCase, { name: 'set', label: 'set', kind: 'group', required: true, fields: correctionFields }, { ...reason, label: 'correctReason' }],
  },
  'case.merge': {
    says: 'saysMerge', grave: true,
    fields: [aboutCase, { name: 'into', label: 'into', kind: 'case', required: true }, reason],
  },
  'case.paper': {
    fields: [
      aboutCase,
      { name: 'kind', label: 'paperKind', kind: 'term', group: 'PaperKind', required: true },
      { name: 'file', label: 'file', kind: 'file' },
      note,
    ],
  },
  'case.strike_off': { says: 'saysStrikeOff', fields: [aboutCase] },
  'case.archive': { says: 'saysArchive', fields: [aboutCase] },
}
