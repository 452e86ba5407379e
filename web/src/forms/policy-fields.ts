import type { FormText } from '@/texts/forms'
import type { Field } from './field-types'

interface Start {
  days?: number
  working?: number
  extendable?: boolean
}

const rule = (name: string, label: FormText, { days, working, extendable }: Start): Field => ({
  name, label, kind: 'group', required: true,
  fields: [
    { name: 'days', label: 'days', kind: 'number', start: () => days },
    { name: 'working_days', label: 'workingDays', kind: 'number', start: () => working },
    { name: 'months', label: 'months', kind: 'number' },
    ...(extendable
      ? ([
          { name: 'extendable', label: 'extendable', kind: 'yes', start: () => true },
          { name: 'extension_days', label: 'extensionDays', kind: 'number', start: () => 30 },
        ] as Field[])
      : []),
  ],
})

export const policyFields: Field[] = [
  { name: 'id', label: 'policyId', kind: 'text', required: true, start: () => 'town' },
  { name: 'version', label: 'policyVersion', kind: 'number', required: true, start: () => 1 },
  { name: 'note', label: 'note', kind: 'text' },
  {
    name: 'clocks', label: 'clocks', kind: 'group', required: true,
    fields: [
      rule('accept', 'clockAccept', { working: 3 }),
      {
        name: 'stage', label: 'clockStage', kind: 'group', required: true,
        fields: [
          rule('assigned_mediation', 'stage1', { days: 10 }), rule('elders_hearing', 'stage2', { days: 10 }), rule('villagers_review', 'stage3', { days: 10 }),
          rule('town_mediation', 'stage4', { days: 30 }), rule('district_mediation', 'stage5', { days: 30 }),
        ],
      },
      rule('overall', 'clockOverall', { days: 30, extendable: true }),
      rule('follow_up', 'clockFollowUp', { days: 15 }),
    ],
  },
  { name: 'due_soon_days', label: 'dueSoonDays', kind: 'number', required: true, start: () => 3 },
  {
    name: 'supervision', label: 'supervisionRule', kind: 'group',
    fields: [
      { name: 'enabled', label: 'supervisionEnabled', kind: 'yes', required: true },
      { name: 'ordinary', label: 'supervisionOrdinary', kind: 'number', required: true, start: () => 1 },
      { name: 'yellow', label: 'supervisionYellow', kind: 'number', required: true, start: () => 5 },
      { name: 'red', label: 'supervisionRed', kind: 'number', required: true, start: () => 10 },
    ],
  },
]
