import { computed } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'

import type { paths } from '@/api/schema'

export type CaseQuery = NonNullable<paths['/api/v1/cases']['get']['parameters']['query']>
export type Filters = Omit<CaseQuery, 'limit' | 'cursor'>
export type FilterKey = keyof Filters

// Behind 更多筛选; the others are always seen on a desktop.
export const furtherKeys = ['level', 'source', 'org', 'due_before', 'overdue', 'sort'] as const satisfies FilterKey[]
const keys = ['status', 'stage', 'level', 'type', 'source', 'division', 'org', 'overdue', 'due_before', 'q', 'sort'] as const satisfies FilterKey[]

// The server is the judge of the values; what the list does not know is left out.
export function filtersOf(query: LocationQuery): Filters {
  const found: Record<string, string | boolean> = {}
  for (const key of keys) {
    const value = query[key]
    if (typeof value !== 'string' || value === '') continue
    if (key === 'overdue') {
      if (value === 'true') found.overdue = true
    } else found[key] = value
  }
  return found as Filters
}

// The filters live in the address: a link shows the same list to a colleague, and so does going back.
export function useFilters() {
  const route = useRoute()
  const router = useRouter()
  const filters = computed(() => filtersOf(route.query))

  function set(key: FilterKey, value: string | boolean | null | undefined): void {
    const query = { ...route.query, [key]: value ? String(value) : undefined }
    void router.replace({ query })
  }
  function clear(): void {
    void router.replace({ query: {} })
  }

  return { filters, set, clear }
}
