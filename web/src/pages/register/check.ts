// What is still missing or wrong, by the names that the server gives its fields: both are shown at the same places.
import { t } from '@/texts/register'
import type { Draft } from './draft'
import { checkIdentity } from './identity'
import { isFilled, stepsOf, type Settled } from './plan'

export type Faults = Record<string, string>
export type Given = { [Key in keyof Settled]: Settled[Key] | (Key extends 'draft' ? never : null) }

const phonePattern = /^(\+?86[- ]?)?(1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,5})?|\d{7,8})$/

export const phoneFault = (phone: string): string | undefined =>
  phone.trim() === '' || phonePattern.test(phone.trim()) ? undefined : t('phoneWrong')

function checkParties(draft: Draft, today: string, faults: Faults): void {
  const filled = draft.parties.filter(isFilled)
  filled.forEach((party, index) => {
    const at = `parties[${index}]`
    if (!party.name.trim()) faults[`${at}.name`] = t('nameNeeded')
    const phone = phoneFault(party.phone)
    if (phone) faults[`${at}.phone`] = phone
    if (party.kind === 'body') return
    const identity = checkIdentity(party.id_number, today)
    if (identity.fault ?? identity.unfinished) faults[`${at}.id_number`] = identity.fault ?? t('idShort')
  })
  if (draft.source === 'screening') return
  for (const side of ['applicant', 'respondent'] as const)
    if (!filled.some((party) => party.side === side)) faults[side] = t(side === 'applicant' ? 'applicantNeeded' : 'respondentNeeded')
}

export function check(given: Given, today: string): Faults {
  const { draft } = given
  const faults: Faults = {}
  if (draft.states.register === 'open') {
    if (!draft.summary.trim()) faults.summary = t('summaryNeeded')
    if (!given.type) faults.type = t('typeNeeded')
    if (!given.division) faults.division = t('divisionNeeded')
    if (!given.org) faults.org = t('orgNeeded')
    checkParties(draft, today, faults)
  }
  const steps = stepsOf(draft)
  if (steps.includes('accept') && draft.states.accept === 'open') {
    if (!given.mediators?.length) faults.mediators = t('mediatorsNeeded')
    if (draft.mode === 'plain' && draft.stage !== 'assigned_mediation' && !draft.reason.trim()) faults.reason = t('reasonNeeded')
  }
  if (steps.includes('settle') && draft.states.settle === 'open' && !draft.terms.trim()) faults.terms = t('termsNeeded')
  return faults
}
