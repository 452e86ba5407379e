// The draft as commands: what is sent, in which order.
import type { Command, CommandOf } from '@/api/types'
import type { Draft, PartyDraft, StepName } from './draft'

// A draft with nothing left open.
export interface Settled {
  draft: Draft
  type: CommandOf<'case.register'>['type']
  division: string
  org: string
  mediators: string[]
  day: string
}

export function stepsOf(draft: Draft): StepName[] {
  if (draft.mode === 'settled') return ['register', 'accept', 'settle']
  return draft.acceptNow ? ['register', 'accept'] : ['register']
}

// A line left empty is no party.
export const isFilled = (party: PartyDraft): boolean =>
  [party.name, party.phone, party.id_number, party.address].some((text) => text.trim() !== '')

// What the server calls a party: its place among those that are sent.
export function pathOf(party: PartyDraft, parties: PartyDraft[]): string {
  return `parties[${parties.filter(isFilled).indexOf(party)}]`
}

// The persons involved are the parties at least.
export const peopleOf = (draft: Draft): number => draft.people ?? draft.parties.filter(isFilled).length

type WireParty = CommandOf<'case.register'>['parties'][number]

function wireParty(party: PartyDraft): WireParty {
  const wire: WireParty = { side: party.side, kind: party.kind, name: party.name.trim() }
  if (party.phone.trim()) wire.phone = party.phone.trim()
  if (party.address.trim()) wire.address = party.address.trim()
  if (party.kind === 'person') {
    // The number says the day of birth; without it the day is asked for by itself.
    if (party.id_number) wire.id_number = party.id_number
    else if (party.birth) wire.birth = party.birth
  }
  return wire
}

export function commandOf(step: StepName, facts: Settled): Command {
  const { draft } = facts
  const envelope = { id: draft.ids[step], case: draft.case, at: facts.day }
  if (step === 'register') return registration(facts, envelope)
  if (step === 'accept') {
    const command: CommandOf<'case.accept'> = { do: 'case.accept', ...envelope, mediators: facts.mediators }
    if (draft.official.trim() && draft.mode === 'plain') command.official = draft.official.trim()
    if (draft.stage !== 'assigned_mediation' && draft.mode === 'plain') {
      command.stage = draft.stage
      command.reason = draft.reason.trim()
    }
    return command
  }
  const command: CommandOf<'case.settle'> = { do: 'case.settle', ...envelope, form: 'oral', terms: draft.terms.trim() }
  if (draft.amount !== null) command.amount = draft.amount
  return command
}

function registration(facts: Settled, envelope: { id: string; case: string; at: string }): Command {
  const { draft } = facts
  const command: CommandOf<'case.register'> = {
    do: 'case.register', ...envelope,
    org: facts.org, division: facts.division, type: facts.type, source: draft.source, summary: draft.summary.trim(),
    parties: draft.parties.filter(isFilled).map(wireParty),
  }
  if (draft.amount !== null) command.amount = draft.amount
  const people = peopleOf(draft)
  if (people > 0) command.people = people
  if (draft.major) command.major = true
  return command
}
