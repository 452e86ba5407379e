// What has been typed and how far it has been sent: kept sealed in the browser until the case is in the store, so that a reload,
// a lost connection or a session that ended loses nothing. One draft an account, for both forms: nothing is typed twice.
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'

import type { Role, Shape } from '@/api/types'
import { drafts } from '@/offline/drafts'
import { useSession } from '@/stores/session'

export type Mode = 'settled' | 'plain'
export type StepName = 'register' | 'accept' | 'settle'
// `unsure`: sent, but no answer came. It may have been done, so it is sent again as it was and nothing in it may change.
export type StepState = 'open' | 'unsure' | 'done'

export interface PartyDraft {
  key: string
  side: Shape<'Side'>
  kind: Shape<'PartyKind'>
  name: string
  phone: string
  id_number: string
  address: string
  birth: string | null
}

export interface Draft {
  mode: Mode
  day: string | null
  source: Shape<'Source'>
  // null: as guessed.
  type: Shape<'DisputeType'> | null
  division: string | null
  org: string | null
  mediators: string[] | null
  summary: string
  amount: number | null
  people: number | null
  major: boolean
  parties: PartyDraft[]
  acceptNow: boolean
  official: string
  stage: Shape<'Stage'>
  reason: string
  terms: string
  // Ids made once, so that each step is done once, however often it is sent.
  case: string
  ids: Record<StepName, string>
  states: Record<StepName, StepState>
}

// Also where the page is not served over TLS, as in a town hall's own network, and randomUUID is not there.
function newId(prefix: string): string {
  return prefix + [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(36).padStart(2, '0')).join('')
}

export function newParty(side: Shape<'Side'>): PartyDraft {
  return { key: newId('p-'), side, kind: 'person', name: '', phone: '', id_number: '', address: '', birth: null }
}

// Accepting is mostly for others than the mediator who registers.
export function newDraft(mode: Mode, role: Role | null): Draft {
  return {
    mode, day: null, source: 'application', type: null, division: null, org: null, mediators: null,
    summary: '', amount: null, people: null, major: false,
    parties: [newParty('applicant'), newParty('respondent')],
    acceptNow: role !== 'mediator', official: '', stage: 'assigned_mediation', reason: '', terms: '',
    case: newId('c-'), ids: { register: newId('w-'), accept: newId('w-'), settle: newId('w-') },
    states: { register: 'open', accept: 'open', settle: 'open' },
  }
}

const keyOf = (account: string): string => `tiaojie.register.${account}`

function kept(account: string, role: Role | null): Draft {
  const text = drafts.getItem(keyOf(account))
  return { ...newDraft('settled', role), ...(text ? (JSON.parse(text) as Partial<Draft>) : {}) }
}

export const useDraft = defineStore('register-draft', () => {
  const session = useSession()
  const draft = ref<Draft>(kept(session.account, session.role))

  watch(() => session.account, (account) => (draft.value = kept(account, session.role)))
  watch(draft, (now) => drafts.setItem(keyOf(session.account), JSON.stringify(now)), { deep: true, flush: 'sync' })

  function clear(): void {
    draft.value = newDraft(draft.value.mode, session.role)
    drafts.removeItem(keyOf(session.account))
  }

  return { draft, clear }
})
