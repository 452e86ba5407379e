import type { Shape } from '@/api/types'
import { t } from '@/texts/accounts'

export interface Mark {
  text: string
  tone: 'green' | 'amber' | 'red' | 'grey'
}

// What is to be known of an account at a glance; several may hold at once.
export function marksOf(account: Shape<'Account'>): Mark[] {
  if (account.disabled) return [{ text: t('disabled'), tone: 'grey' }]
  const marks: Mark[] = []
  if (!account.approved) marks.push({ text: t('waiting'), tone: 'amber' })
  if (account.locked) marks.push({ text: t('locked'), tone: 'red' })
  if (account.must_change) marks.push({ text: t('mustChange'), tone: 'amber' })
  return marks.length ? marks : [{ text: t('inUse'), tone: 'green' }]
}
