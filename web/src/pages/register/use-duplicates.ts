// Cases that may be the same dispute: a party of the same name, or the same kind in the same village not long ago.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'

import { answer, client } from '@/api/client'
import type { Shape } from '@/api/types'
import { addDays, shortDate } from '@/format'
import { t } from '@/texts/register'
import type { Facts } from './facts'

export interface Duplicate {
  row: Shape<'CaseRow'>
  why: string
}

const restMs = 600
const recentDays = 30
const shownAtMost = 4

export function useDuplicates(facts: Facts) {
  const found = shallowRef<Duplicate[]>([])
  const searching = ref(false)
  let timer: number | undefined
  let call = 0

  async function byName(name: string): Promise<Duplicate[]> {
    const page = await answer(client.GET('/api/v1/cases', { params: { query: { q: name, limit: 3 } } }))
    return page.items.map((row) => ({ row, why: t('sameName', { name }) }))
  }

  async function byKind(): Promise<Duplicate[]> {
    if (!facts.type.value || !facts.division.value) return []
    const query = { type: facts.type.value, division: facts.division.value, limit: 3 }
    const page = await answer(client.GET('/api/v1/cases', { params: { query } }))
    const since = addDays(facts.day.value, -recentDays)
    return page.items
      .filter((row) => row.registered >= since)
      .map((row) => ({ row, why: t('sameKind', { date: shortDate(row.registered) }) }))
  }

  async function look(names: string[]): Promise<void> {
    const mine = ++call
    searching.value = true
    // A hint only: when it cannot be looked up, one registers without it.
    const all = (await Promise.all([...names.map(byName), byKind()].map((each) => each.catch(() => [])))).flat()
    if (mine !== call) return
    searching.value = false
    const unlike = new Map(all.reverse().map((each) => [each.row.case, each]))
    found.value = [...unlike.values()].reverse().filter((each) => each.row.case !== facts.draft.value.case).slice(0, shownAtMost)
  }

  const names = (): string[] => [
    ...new Set(facts.draft.value.parties.map((party) => party.name.trim()).filter((name) => name.length > 1)),
  ]
  watch(
    () => [names().join(' '), facts.type.value, facts.division.value],
    () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => void look(names()), restMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => window.clearTimeout(timer))

  return { found, searching }
}
