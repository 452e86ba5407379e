import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'

import { answer, client } from '@/api/client'
import { asProblem, type ApiProblem } from '@/api/problem'
import type { Shape } from '@/api/types'
import { useSession } from '@/stores/session'
import type { Filters } from './filters'

export type Row = Shape<'CaseRow'>

const pageSize = 100
// As much as one request may ask for: so much is read anew when something has changed.
const mostAtOnce = 200

interface List {
  rows: Row[]
  next: string | null
  total: number
  exact: boolean
}

// The last list, so that going back from a case finds it as it was left. Never another account's.
let kept: { key: string; list: List } | null = null

export function useCaseRows(filters: Ref<Filters>) {
  const session = useSession()
  const list = shallowRef<List | null>(null)
  const problem = shallowRef<ApiProblem | null>(null)
  const loading = ref(false)
  const loadingMore = ref(false)
  let asking: AbortController | null = null

  const keyOf = (): string => JSON.stringify([session.account, filters.value])

  // The newest question ends the one before; what was aborted says nothing.
  async function ask(limit: number, cursor: string | null): Promise<List | null> {
    asking?.abort()
    const mine = new AbortController()
    asking = mine
    try {
      const query = { ...filters.value, limit, ...(cursor ? { cursor } : {}) }
      const page = await answer(client.GET('/api/v1/cases', { params: { query }, signal: mine.signal }))
      if (asking !== mine) return null
      problem.value = null
      return { rows: page.items, next: page.next, total: page.total, exact: page.total_is_exact }
    } catch (error) {
      if (asking === mine) problem.value = asProblem(error)
      return null
    } finally {
      if (asking === mine) {
        asking = null
        loading.value = loadingMore.value = false
      }
    }
  }

  function take(given: List): void {
    list.value = given
    kept = { key: keyOf(), list: given }
  }

  async function reload(limit = pageSize): Promise<void> {
    loading.value = true
    const found = await ask(limit, null)
    if (found) take(found)
  }

  async function more(): Promise<void> {
    const before = list.value
    if (!before?.next || asking) return
    loadingMore.value = true
    const found = await ask(pageSize, before.next)
    if (found) take({ ...found, rows: before.rows.concat(found.rows) })
  }

  // Quietly, in place; refused where more is loaded than one request can bring anew.
  async function refresh(): Promise<boolean> {
    const count = list.value?.rows.length ?? 0
    if (count > mostAtOnce) return false
    await reload(Math.max(count, pageSize))
    return true
  }

  watch(
    filters,
    () => {
      if (list.value === null && kept?.key === keyOf()) {
        list.value = kept.list
        void refresh()
      } else void reload()
    },
    { immediate: true },
  )
  onScopeDispose(() => asking?.abort())

  return { list, problem, loading, loadingMore, reload, more, refresh }
}
