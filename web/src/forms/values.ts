// Reading and writing what is typed by its path, in the server's own way of naming fields: obligations[0].due
import { t } from '@/texts/forms'
import type { Field, FormSpec, FormView, Value, Values } from './field-types'

export const stepsOf = (path: string): string[] => path.replace(/\[(\d+)\]/g, '.$1').split('.')

export function valueAt(values: Values, path: string): Value {
  let value: Value = values
  for (const step of stepsOf(path)) value = (value as Values | null | undefined)?.[step]
  return value
}

export function setAt(values: Values, path: string, value: Value): void {
  const steps = stepsOf(path)
  const last = steps.pop() as string
  let place: Values = values
  for (const step of steps) place = (place[step] ??= {}) as Values
  place[last] = value
}

// Fields left empty are not sent: the server takes an absent field as not given, an empty one as wrong.
export function filled(value: Value): Value {
  if (typeof value === 'string') return value.trim() || undefined
  if (Array.isArray(value)) {
    const kept = value.map(filled).filter((each) => each !== undefined)
    return kept.length ? kept : undefined
  }
  if (value !== null && typeof value === 'object') {
    const kept = Object.entries(value).flatMap(([key, each]) => {
      const rest = filled(each)
      return rest === undefined ? [] : [[key, rest] as const]
    })
    return kept.length ? Object.fromEntries(kept) : undefined
  }
  return value ?? undefined
}

export const isRequired = (field: Field, form: FormView): boolean =>
  typeof field.required === 'function' ? field.required(form) : (field.required ?? false)

export const isAsked = (field: Field, form: FormView): boolean => field.kind !== 'id' && (field.when?.(form) ?? true)

export interface Mistake {
  field: string
  problem: string
}

function mistakesIn(fields: Field[], form: FormView, before: string): Mistake[] {
  return fields.flatMap((field) => {
    if (!isAsked(field, form)) return []
    const path = before + field.name
    const value = filled(valueAt(form.values, path))
    if (value === undefined) return isRequired(field, form) ? [{ field: path, problem: t('needed', { label: t(field.label) }) }] : []
    if (field.kind === 'group') return mistakesIn(field.fields, form, `${path}.`)
    if (field.kind !== 'rows') return []
    return (valueAt(form.values, path) as Values[]).flatMap((_row, index) => mistakesIn(field.fields, form, `${path}[${index}].`))
  })
}

// What can be seen to be missing before the server is asked.
export function mistakes(spec: Pick<FormSpec, 'check'> & { fields: Field[] }, form: FormView): Mistake[] {
  const found = mistakesIn(spec.fields, form, '')
  return found.length ? found : (spec.check?.(form) ?? [])
}

function startIn(fields: Field[], form: FormView): Values {
  return Object.fromEntries(
    fields.map((field) => {
      if (field.kind === 'group') return [field.name, startIn(field.fields, form)]
      const start = field.start?.(form)
      if (start !== undefined) return [field.name, start]
      if (field.kind === 'rows')
        return [field.name, Array.from({ length: field.atLeast ?? 0 }, () => startIn(field.fields, form))]
      if (field.kind === 'id') return [field.name, `${field.prefix}-${crypto.randomUUID().slice(0, 8)}`]
      return [field.name, emptyOf(field)]
    }),
  )
}

function emptyOf(field: Field): Value {
  if (['names', 'terms', 'mediators', 'elders'].includes(field.kind)) return []
  return field.kind === 'yes' ? false : null
}

export const startValues = (fields: Field[], form: FormView): Values => startIn(fields, form)

// What is sent: asked fields alone, so that a field that was hidden after being typed in does not go along.
export function toSend(fields: Field[], form: FormView): Values {
  const sent = fields.filter((field) => field.kind === 'id' || isAsked(field, form))
  return (filled(Object.fromEntries(sent.map((field) => [field.name, form.values[field.name]]))) ?? {}) as Values
}
