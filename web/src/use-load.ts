// Reading something for a page, and sending something from a form: what is under way and what was refused.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'

import { ApiProblem, asProblem } from '@/api/problem'

export interface Loaded<Data> {
  data: ShallowRef<Data | null>
  problem: ShallowRef<ApiProblem | null>
  loading: Ref<boolean>
  // What is shown stays until the new answer is there; of two calls only the later one counts.
  reload: () => Promise<void>
}

export function useLoad<Data>(ask: () => Promise<Data>): Loaded<Data> {
  const data = shallowRef<Data | null>(null)
  const problem = shallowRef<ApiProblem | null>(null)
  const loading = ref(false)
  let call = 0

  async function reload(): Promise<void> {
    const mine = ++call
    loading.value = true
    try {
      const found = await ask()
      if (mine !== call) return
      data.value = found
      problem.value = null
    } catch (error) {
      if (mine === call) problem.value = asProblem(error)
    } finally {
      if (mine === call) loading.value = false
    }
  }

  void reload()
  return { data, problem, loading, reload }
}

export function useSend() {
  const sending = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)

  // The answer, or null when it was refused: the refusal is then in `problem`. A second press does nothing.
  async function send<Data>(call: () => Promise<Data>): Promise<Data | null> {
    if (sending.value) return null
    sending.value = true
    problem.value = null
    try {
      return await call()
    } catch (error) {
      problem.value = asProblem(error)
      return null
    } finally {
      sending.value = false
    }
  }

  return { sending, problem, send }
}
