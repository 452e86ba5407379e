// What the draft says, with what was left open filled by guesses from the text, the account and the directory.
import { computed } from 'vue'

import type { Shape } from '@/api/types'
import { useDirectory } from '@/stores/directory'
import { useSession } from '@/stores/session'
import { useToday } from '@/stores/today'
import { useDraft } from './draft'
import { guessTypes, guessVillage } from './guess'

const prefix = (code: string): string => code.replace(/0{6}$|0{3}$/, '')

// The body of the place: its own committee, else that of the town above it.
export function bodyOf(division: string | null, bodies: Shape<'Organisation'>[]): string | null {
  const there = bodies.filter((body) => !body.dissolved && ['village', 'town', 'district'].includes(body.kind))
  const over = there.filter((body) => division?.startsWith(prefix(body.division)))
  return over.sort((left, right) => prefix(right.division).length - prefix(left.division).length)[0]?.org ?? null
}

export function useFacts() {
  const store = useDraft()
  const session = useSession()
  const directory = useDirectory()
  const today = useToday()
  void directory.load().catch(() => undefined)

  const draft = computed(() => store.draft)
  const likely = computed(() => guessTypes(draft.value.summary).slice(0, 3))
  const type = computed(() => draft.value.type ?? likely.value[0] ?? null)
  const own = computed(() => {
    const person = directory.byMediator.get(session.session?.mediator ?? '')
    return person && !person.until ? person : null
  })
  const division = computed(() => {
    if (draft.value.division) return draft.value.division
    const villages = directory.villages
    const named = guessVillage(draft.value.summary, villages)
    if (named) return named
    if (own.value && directory.byDivision.get(own.value.division)?.level === 'village') return own.value.division
    return villages.length === 1 ? villages[0].division : null
  })
  const org = computed(
    () => draft.value.org ?? (own.value && !draft.value.division ? own.value.org : bodyOf(division.value, directory.organisations)),
  )
  const mediators = computed(() => draft.value.mediators ?? (own.value ? [own.value.mediator] : []))
  const day = computed(() => draft.value.day ?? today.day)

  return { draft, likely, type, division, org, mediators, day, today: computed(() => today.day) }
}
export type Facts = ReturnType<typeof useFacts>
