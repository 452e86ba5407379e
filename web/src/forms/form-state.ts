// What the parts of one form share.
import { inject, provide, type InjectionKey } from 'vue'

import type { Case, Field, FormSpec, FormView, Value } from './field-types'

export interface FormState {
  readonly view: FormView
  readonly spec: FormSpec
  readonly case: Case | null
  // Already given by the page: not asked again.
  readonly fixed: ReadonlySet<string>
  field: (name: string) => Field
  get: (path: string) => Value
  set: (path: string, value: Value) => void
  problemOf: (path: string) => string | undefined
}

const key: InjectionKey<FormState> = Symbol('form')

export const provideForm = (state: FormState): void => provide(key, state)

export function useForm(): FormState {
  const state = inject(key)
  if (!state) throw new Error('a field outside a command-form')
  return state
}
