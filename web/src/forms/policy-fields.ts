import type { FormText } from '@/texts/forms'
import type { Field } from './field-types'

const days: Field = { name: 'days', label: 'days', kind: 'number' }
const rule = (name: string, label: FormText, extendable = false): Field => ({
  name, label, kind: 'group', required: true,
  fields: [
    days,
    { name: 'working_days', label: 'workingDays', kind: 'number' },
    { name: 'months', label: 'months', kind: 'number' },
    ...(extendable
      ? ([
          { name: 'extendable', label: 'extendable', kind: 'yes' },
          { name: 'extension_days', label: 'extensionDays', kind: 'number' },
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
      rule('accept', 'clockAccept'),
      {
        name: 'stage', label: 'clockStage', kind: 'group', required: true,
        fields: [
          rule('assigned_mediation', 'stage1'), rule('elders_hearing', 'stage2'), rule('villagers_review', 'stage3'),
          rule('town_mediation', 'stage4'), rule('district_mediation', 'stage5'),
        ],
      },
      rule('overall', 'clockOverall', true),
      rule('follow_up', 'clockFollowUp'),
    ],
  },
  { name: 'due_soon_days', label: 'dueSoonDays', kind: 'number', required: true, start: () => 3 },
  {
    name: 'supervision', label: 'supervisionRule', kind: 'group',
    fields: [
      { name: 'enabled', label: 'supervisionEnabled', kind: 'yes' },
      { name: 'ordinary', label: 'supervisionOrdinary', kind: 'number', start: () => 1 },
      { name: 'yellow', label: 'supervisionYellow', kind: 'number', start: () => 5 },
      { name: 'red', label: 'supervisionRed', kind: 'number', start: () => 10 },
    ],
  },
]
