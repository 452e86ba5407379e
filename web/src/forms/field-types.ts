// How a command is asked from a person: a list of fields, and for some commands a layout that shows more beside them.
import type { Component } from 'vue'

import type { CommandName, CommandOf, Shape } from '@/api/types'
import type { FormText } from '@/texts/forms'

export type Case = Shape<'Case'>
export type Value = null | undefined | string | number | boolean | Value[] | { [key: string]: Value }
export type Values = Record<string, Value>

// What a field may look at: what has been typed so far, the case if the command is about one, and the server's day.
export interface FormView {
  values: Values
  case: Case | null
  today: string
}

interface Common<Name extends string> {
  name: Name
  label: FormText
  required?: boolean | ((form: FormView) => boolean)
  help?: (form: FormView) => string | null
  when?: (form: FormView) => boolean
  // What stands in the field at first.
  start?: (form: FormView) => Value
}

type Kinds =
  | { kind: 'text'; suggestions?: (form: FormView) => string[] }
  | { kind: 'long'; rows?: number }
  // Names separated by 、 become a list.
  | { kind: 'names' }
  | { kind: 'date'; min?: (form: FormView) => string | undefined; max?: (form: FormView) => string | undefined }
  | { kind: 'amount' }
  | { kind: 'number'; min?: number; max?: number }
  | { kind: 'yes' }
  | { kind: 'term'; group: string; only?: (form: FormView) => readonly string[] | undefined; radio?: boolean }
  | { kind: 'terms'; group: string }
  | { kind: 'mediator' | 'mediators' | 'elder' | 'elders' | 'organisation' | 'case' | 'campaign' }
  | { kind: 'obligation'; open: boolean }
  | { kind: 'division'; levels?: readonly Shape<'Level'>[] }
  | { kind: 'rows'; fields: Field[]; add: FormText; total?: string; atLeast?: number }
  | { kind: 'group'; fields: Field[] }
  // A stored photograph or paper of the case.
  | { kind: 'file' }
  // An id that the program makes; nobody types it.
  | { kind: 'id'; prefix: string }
  // Made by the layout alone.
  | { kind: 'special' }

export type Field<Name extends string = string> = Common<Name> & Kinds

export type OwnFields<Command extends CommandName> = Exclude<keyof CommandOf<Command> & string, 'do' | 'at' | 'by' | 'id'>

export interface FormSpec<Command extends CommandName = CommandName> {
  fields: Field<OwnFields<Command>>[]
  layout?: Component
  // What happens when it is done, said above the fields.
  says?: FormText
  // The last button does something that cannot be taken back.
  grave?: boolean
  // Parts that are never kept in the browser, as paths.
  unkept?: string[]
  // Something that only these fields together can get wrong.
  check?: (form: FormView) => { field: string; problem: string }[]
}

export type FormTable = { [Command in CommandName]: FormSpec<Command> }
