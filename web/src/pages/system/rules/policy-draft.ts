// A policy as a person edits it: every period a number and a unit, in one list.
import type { CommandOf, Shape } from '@/api/types'
import { compared } from '@/format'
import { t } from '@/texts/rules'
import type { Length, Unit } from './period'

export type Policy = Shape<'Policy'>
export type PolicyVersion = Shape<'PolicyVersion'>
type Sent = CommandOf<'policy.set'>['policy']

export const rungs = ['assigned_mediation', 'elders_hearing', 'villagers_review', 'town_mediation', 'district_mediation'] as const
export const clockKeys = ['accept', ...rungs, 'overall', 'follow_up'] as const
export type ClockKey = (typeof clockKeys)[number]
type Rule = Policy['clocks']['accept']

export interface Draft {
  id: string
  version: number
  note: string
  lengths: Record<ClockKey, Length>
  extendable: boolean
  extensionDays: number
  dueSoonDays: number
  supervision: { enabled: boolean; ordinary: number; yellow: number; red: number }
  // Extensions of other clocks than the overall one are rare: kept as they are.
  rules: Record<ClockKey, Rule>
}

const ruleOf = (policy: Policy, key: ClockKey): Rule =>
  key === 'accept' || key === 'overall' || key === 'follow_up' ? policy.clocks[key] : policy.clocks.stage[key]

function lengthOfRule(rule: Rule): Length {
  for (const unit of ['days', 'working_days', 'months'] as Unit[]) {
    const count = rule[unit as keyof Rule]
    if (typeof count === 'number') return { count, unit }
  }
  return { count: 0, unit: 'days' }
}
export const lengthOf = (policy: Policy, key: ClockKey): Length => lengthOfRule(ruleOf(policy, key))

const perClock = <Value>(make: (key: ClockKey) => Value): Record<ClockKey, Value> =>
  Object.fromEntries(clockKeys.map((key) => [key, make(key)])) as Record<ClockKey, Value>

export function draftOf(policy: Policy, version: number): Draft {
  return {
    id: policy.id, version, note: policy.note ?? '',
    lengths: perClock((key) => lengthOf(policy, key)),
    extendable: policy.clocks.overall.extendable ?? false,
    extensionDays: policy.clocks.overall.extension_days ?? 30,
    dueSoonDays: policy.due_soon_days,
    supervision: { ...(policy.supervision ?? { enabled: false, ordinary: 1, yellow: 5, red: 10 }) },
    rules: perClock((key) => ruleOf(policy, key)),
  }
}

export function isWhole(draft: Draft): boolean {
  const counts = clockKeys.map((key) => draft.lengths[key].count)
  return counts.every((count) => Number.isInteger(count) && count >= 1)
}

export function policyOf(draft: Draft): Sent {
  const rule = (key: ClockKey) => {
    const { extendable, extension_days } = draft.rules[key]
    return {
      [draft.lengths[key].unit]: draft.lengths[key].count,
      ...(key !== 'overall' && extendable != null ? { extendable } : {}),
      ...(key !== 'overall' && extension_days != null ? { extension_days } : {}),
    }
  }
  const extension = draft.extendable ? { extendable: true, extension_days: draft.extensionDays } : { extendable: false }
  return {
    id: draft.id, version: draft.version, ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
    clocks: {
      accept: rule('accept'),
      stage: Object.fromEntries(rungs.map((key) => [key, rule(key)])) as Sent['clocks']['stage'],
      overall: { ...rule('overall'), ...extension },
      follow_up: rule('follow_up'),
    },
    due_soon_days: draft.dueSoonDays,
    supervision: { ...draft.supervision },
  }
}

export const lengthText = (length: Length): string => `${length.count}${t(length.unit)}`

export interface Line {
  key: string
  name: string
  value: string
}
// A policy in words, one line for each thing that it settles.
export function linesOf(draft: Draft, stageName: (rung: string) => string): Line[] {
  const { supervision } = draft
  return [
    ...clockKeys.map((key) => ({
      key, name: nameOf(key, stageName),
      value: lengthText(draft.lengths[key]) +
        (key === 'overall' ? `；${draft.extendable ? t('extension', { days: draft.extensionDays }) : t('notExtendable')}` : ''),
    })),
    { key: 'due_soon', name: t('dueSoon'), value: t('dueSoonValue', { days: draft.dueSoonDays }) },
    { key: 'supervision', name: t('supervision'), value: supervision.enabled ? t('supervisionOn', supervisionPlaces(draft)) : t('supervisionOff') },
  ]
}
function supervisionPlaces({ supervision: { ordinary, yellow, red } }: Draft): Record<string, number> {
  return { ordinary, yellow, red }
}
export const nameOf = (key: ClockKey, stageName: (rung: string) => string): string =>
  key === 'accept' || key === 'overall' || key === 'follow_up' ? t(key) : stageName(key)

// In the order of their first days; the one with which the store was made is before all.
export const inOrder = (versions: PolicyVersion[]): PolicyVersion[] =>
  [...versions].sort((a, b) => compared(a.from ?? '', b.from ?? ''))
export function versionOn<Version extends { from: string | null }>(versions: Version[], day: string): Version | undefined {
  return [...versions].sort((a, b) => compared(b.from ?? '', a.from ?? '')).find((each) => (each.from ?? '') <= day)
}
