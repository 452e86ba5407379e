import { defineStore } from 'pinia'
import { ref } from 'vue'

import { answer, client } from '@/api/client'
import type { Shape } from '@/api/types'

type Word = Shape<'Word'>

// The Chinese names of all terms, asked once. `name` may be called before they are there: it then shows the term.
export const useVocabulary = defineStore('vocabulary', () => {
  const groups = ref<Record<string, Word[]>>({})
  let loading: Promise<void> | null = null

  async function ask(): Promise<void> {
    groups.value = await answer(client.GET('/api/v1/vocabulary'))
  }

  function load(): Promise<void> {
    loading ??= ask().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }

  const words = (group: string): Word[] => groups.value[group] ?? []

  function name(group: string, term: string | null | undefined): string {
    if (!term) return ''
    return words(group).find((word) => word.name === term)?.chinese ?? term
  }

  return { groups, load, words, name }
})
