import type { Shape } from '@/api/types'
import { daysBetween, localDay } from '@/format'

type Case = Shape<'Case'>
export type Stage = Shape<'Stage'>

export const stages: Stage[] = ['assigned_mediation', 'elders_hearing', 'villagers_review', 'town_mediation', 'district_mediation']

// now: the case is here · end: it ended here · before: it was here · skipped · next: where it would go · later.
export type RungState = 'now' | 'end' | 'before' | 'skipped' | 'next' | 'later'
export interface Rung {
  stage: Stage
  state: RungState
  days: number
  times: number
  since: string | null
}

interface Stay {
  stage: Stage
  from: string
  to: string | null
}

// When the case was on which rung, from its history: it climbs, is sent back, ends and may come back.
function staysOf(history: Shape<'HistoryEntry'>[]): Stay[] {
  const stays: Stay[] = []
  function leave(at: string): void {
    const last = stays.at(-1)
    if (last && last.to === null) last.to = localDay(at)
  }
  function enter(stage: Stage, at: string): void {
    leave(at)
    stays.push({ stage, from: localDay(at), to: null })
  }
  for (const entry of history) {
    switch (entry.event) {
      case 'CaseAccepted':
      case 'CaseReopened':
        enter(entry.stage, entry.at)
        break
      case 'StageEscalated':
      case 'StageReturned':
        enter(entry.to, entry.at)
        break
      case 'AgreementReached':
      case 'MediationTerminated':
      case 'CaseWithdrawn':
      case 'CaseMerged':
        leave(entry.at)
    }
  }
  return stays
}

export function rungsOf(found: Pick<Case, 'history' | 'stage' | 'status'>, today: string): Rung[] {
  const stays = staysOf(found.history)
  const here = found.stage ? stages.indexOf(found.stage) : -1
  const open = ['registered', 'mediating', 'suspended'].includes(found.status)
  return stages.map((stage, index) => {
    const own = stays.filter((stay) => stay.stage === stage)
    const days = own.reduce((sum, stay) => sum + Math.max(0, daysBetween(stay.from, stay.to ?? today)), 0)
    const state = (): RungState => {
      if (index === here) return open ? 'now' : 'end'
      if (own.length > 0) return 'before'
      if (index < here) return 'skipped'
      return open && index === here + 1 ? 'next' : 'later'
    }
    return { stage, state: state(), days, times: own.length, since: own.at(-1)?.from ?? null }
  })
}
