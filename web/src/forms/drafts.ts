// What is typed and not sent, kept sealed in the browser, so that neither a reload nor signing out loses anything.
import { drafts } from '@/offline/drafts'
import type { Values } from './field-types'
import { setAt, valueAt } from './values'

export interface Draft {
  values: Values
  at: string | null
  // The case as it was seen when the typing began.
  version: number | null
}

const prefix = 'tiaojie.draft.'

export const draftKey = (account: string, command: string, about: string): string => `${prefix}${account}.${command}.${about}`

export function readDraft(key: string): Draft | null {
  try {
    return JSON.parse(drafts.getItem(key) ?? 'null') as Draft | null
  } catch {
    return null
  }
}

export function keepDraft(key: string, draft: Draft, unkept: string[]): void {
  const copy = JSON.parse(JSON.stringify(draft)) as Draft
  for (const path of unkept) if (valueAt(copy.values, path) !== undefined) setAt(copy.values, path, undefined)
  try {
    drafts.setItem(key, JSON.stringify(copy))
  } catch {
    // The browser's store is full: the page itself still holds what was typed.
  }
}

export const dropDraft = (key: string): void => drafts.removeItem(key)
