// What a page shows is in its address, so that it can be kept, sent and gone back to. An empty value is not written.
import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export function useQuery() {
  const route = useRoute()
  const router = useRouter()
  const path = route.path

  function read(name: string): string | null {
    const value = route.query[name]
    return typeof value === 'string' && value !== '' ? value : null
  }

  function write(values: Record<string, string | null | undefined>): Promise<unknown> {
    if (route.path !== path) return Promise.resolve()
    const query = { ...route.query }
    for (const [name, value] of Object.entries(values)) {
      if (value) query[name] = value
      else delete query[name]
    }
    return router.replace({ query })
  }

  function one(name: string, otherwise: string): WritableComputedRef<string>
  function one(name: string): WritableComputedRef<string | null>
  function one(name: string, otherwise: string | null = null): WritableComputedRef<string | null> {
    return computed({
      get: () => read(name) ?? otherwise,
      set: (value) => void write({ [name]: value === otherwise ? null : value }),
    })
  }

  return { read, write, one }
}
