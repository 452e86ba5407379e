// One press sends all the steps, in order. What is done stays done: after a refusal or a lost connection the next press
// goes on with the first step that is not, under the same id.
import { computed, ref, shallowRef } from 'vue'

import { giveCommand } from '@/api/commands'
import { asProblem, type ApiProblem } from '@/api/problem'
import { draftsWritten } from '@/offline/drafts'
import type { StepName } from './draft'
import { useDraft } from './draft'
import { commandOf, stepsOf, type Settled } from './plan'

export interface Finished {
  case: string
  steps: StepName[]
  // Some of it waits in the outbox for signal.
  queued: boolean
}

// A refusal was read and judged by the server, so nothing was done. Anything else may have been done unseen.
const isRefusal = (problem: ApiProblem): boolean => problem.status >= 400 && problem.status < 500

export function useSending() {
  const store = useDraft()
  const sending = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  const finished = shallowRef<Finished | null>(null)
  const steps = computed(() => stepsOf(store.draft))
  const isStarted = computed(() => steps.value.some((step) => store.draft.states[step] !== 'open'))

  async function send(facts: Settled): Promise<void> {
    if (sending.value) return
    sending.value = true
    problem.value = null
    const draft = store.draft
    const todo = steps.value.filter((step) => draft.states[step] !== 'done')
    let queued = false
    try {
      for (const step of todo) {
        draft.states[step] = 'unsure'
        try {
          const outcome = await giveCommand(commandOf(step, facts))
          queued ||= outcome.queued
        } catch (error) {
          problem.value = asProblem(error)
          if (isRefusal(problem.value)) draft.states[step] = 'open'
          return
        }
        draft.states[step] = 'done'
      }
      const done = { case: draft.case, steps: steps.value, queued }
      store.clear()
      // Said to be done when a reload knows it too.
      await draftsWritten()
      finished.value = done
    } finally {
      sending.value = false
    }
  }

  return { sending, problem, finished, steps, isStarted, send }
}
