// What must have been held on a rung before the case goes on from it step by step.
import type { Case } from '../field-types'

const needed = {
  assigned_mediation: { event: 'SessionHeld', text: 'aSession' },
  elders_hearing: { event: 'HearingHeld', text: 'aHearing' },
  villagers_review: { event: 'ReviewHeld', text: 'aReview' },
} as const
type Rung = keyof typeof needed
const openings = ['CaseAccepted', 'StageEscalated', 'StageReturned', 'CaseReopened']

const isRung = (stage: string): stage is Rung => stage in needed

export const evidenceOf = (stage: string): (typeof needed)[Rung]['text'] | null => (isRung(stage) ? needed[stage].text : null)

// Held since the rung was last opened.
export function evidenceHeld({ stage, history }: Pick<Case, 'stage' | 'history'>): boolean {
  if (!stage || !isRung(stage)) return true
  const opened = history.map((entry) => openings.includes(entry.event)).lastIndexOf(true)
  return history.slice(opened + 1).some((entry) => entry.event === needed[stage].event)
}
