// The commands about the office: organisations, people, policy, campaigns, consultations, supervision.
import type { CommandName } from '@/api/types'
import { addDays } from '@/format'
import { t } from '@/texts/forms'
import { defineAsyncComponent } from 'vue'
import type { Field, FormTable } from './field-types'
import { policyFields } from './policy-fields'

type OfficeTable = Pick<FormTable, Exclude<CommandName, `case.${string}`>>

const note: Field<'note'> = { name: 'note', label: 'note', kind: 'long', rows: 3 }
const reason: Field<'reason'> = { name: 'reason', label: 'reason', kind: 'long', rows: 3, required: true }
const notice: Field<'notice'> = { name: 'notice', label: 'noticeId', kind: 'text', required: true }
const organisation: Field<'org'> = { name: 'org', label: 'org', kind: 'organisation', required: true }

export const officeTable: OfficeTable = {
  'organisation.found': {
    fields: [
      { name: 'name', label: 'orgName', kind: 'text', required: true },
      { name: 'kind', label: 'orgKind', kind: 'term', group: 'OrganisationKind', required: true, start: () => 'village' },
      { name: 'division', label: 'division', kind: 'division', levels: ['village', 'town', 'district'], required: true, help: () => t('orgDivisionHelp') },
      { name: 'short', label: 'short', kind: 'text', help: () => t('shortHelp') },
      { name: 'org', label: 'org', kind: 'id', prefix: 'org' },
    ],
  },
  'organisation.dissolve': { says: 'saysDissolve', grave: true, fields: [organisation] },
  'mediator.appoint': {
    fields: [
      { name: 'name', label: 'personName', kind: 'text', required: true },
      organisation,
      { name: 'full_time', label: 'fullTime', kind: 'yes' },
      { name: 'phone', label: 'phone', kind: 'text' },
      { name: 'mediator', label: 'mediator', kind: 'id', prefix: 'm' },
    ],
  },
  'mediator.remove': {
    grave: true,
    fields: [{ name: 'mediator', label: 'mediator', kind: 'mediator', required: true }, reason],
  },
  'elder.enrol': {
    fields: [
      { name: 'name', label: 'personName', kind: 'text', required: true },
      { name: 'division', label: 'village', kind: 'division', required: true },
      { name: 'elder', label: 'elder', kind: 'id', prefix: 'e' },
    ],
  },
  'elder.retire': {
    grave: true,
    fields: [{ name: 'elder', label: 'elder', kind: 'elder', required: true }, { ...reason, required: false }],
  },
  'representatives.set': {
    fields: [
      { name: 'division', label: 'village', kind: 'division', required: true },
      { name: 'seats', label: 'seats', kind: 'number', min: 1, required: true, help: () => t('seatsHelp') },
    ],
  },
  'screening.record': {
    says: 'saysScreening',
    fields: [
      { name: 'division', label: 'screeningDivision', kind: 'division', levels: ['village', 'town'], required: true },
      { ...note, label: 'screeningNote' },
    ],
  },
  'policy.set': {
    says: 'saysPolicy', grave: true,
    fields: [
      { name: 'from', label: 'policyFrom', kind: 'date', required: true, start: ({ today }) => addDays(today, 1) },
      { name: 'policy', label: 'policy', kind: 'group', required: true, fields: policyFields },
    ],
  },
  'calendar.load': {
    says: 'saysCalendar', grave: true,
    layout: defineAsyncComponent(() => import('./layouts/calendar-layout.vue')),
    fields: [{ name: 'notice', label: 'calendarNotice', kind: 'special', required: true }],
  },
  'campaign.launch': {
    fields: [
      { name: 'name', label: 'campaignName', kind: 'text', required: true },
      { name: 'division', label: 'division', kind: 'division', levels: ['village', 'town', 'district'], required: true },
      { name: 'until', label: 'campaignUntil', kind: 'date', min: ({ today }) => today, help: () => t('untilOrMonths'), when: ({ values }) => !values.months },
      { name: 'months', label: 'campaignMonths', kind: 'number', min: 1, max: 60, when: ({ values }) => !values.until },
      { name: 'types', label: 'campaignTypes', kind: 'terms', group: 'DisputeType', help: () => t('campaignTypesHelp') },
      { name: 'include_open', label: 'includeOpen', kind: 'yes' },
      { name: 'campaign', label: 'campaign', kind: 'id', prefix: 'campaign' },
    ],
    check: ({ values }) => (values.until || values.months ? [] : [{ field: 'until', problem: t('untilOrMonths') }]),
  },
  'campaign.close': {
    says: 'saysCampaignClose', grave: true,
    fields: [{ name: 'campaign', label: 'campaign', kind: 'campaign', required: true }],
  },
  'consultation.hold': {
    fields: [
      { name: 'division', label: 'division', kind: 'division', levels: ['town', 'district', 'village'], required: true },
      { name: 'present', label: 'presentNames', kind: 'names', required: true, help: () => t('namesHelp') },
      {
        name: 'items', label: 'items', kind: 'rows', add: 'addItem', atLeast: 1, required: true,
        fields: [
          { name: 'case', label: 'case', kind: 'case', required: true },
          { name: 'decision', label: 'decision', kind: 'long', rows: 2, required: true },
          { name: 'leader', label: 'leader', kind: 'text' },
          { name: 'due', label: 'decisionDue', kind: 'date', min: ({ today }) => today },
        ],
      },
    ],
  },
  'consultation.done': {
    fields: [
      { name: 'consultation', label: 'consultation', kind: 'text', required: true },
      { name: 'item', label: 'item', kind: 'number', min: 1, required: true },
      { ...note, label: 'doneNote' },
    ],
  },
  'supervision.issue': {
    fields: [
      { name: 'case', label: 'case', kind: 'case', required: true },
      { name: 'grade', label: 'grade', kind: 'term', group: 'Grade', radio: true, required: true, start: () => 'ordinary' },
      { name: 'requirement', label: 'requirement', kind: 'long', rows: 4, required: true },
      { name: 'reply_by', label: 'replyBy', kind: 'date', required: true, min: ({ today }) => today, start: ({ today }) => addDays(today, 7) },
    ],
  },
  'supervision.sign': { says: 'saysSign', fields: [notice] },
  'supervision.reply': { fields: [notice, { ...note, label: 'replyNote', rows: 5 }] },
  'supervision.cancel': { grave: true, fields: [notice, reason] },
}
