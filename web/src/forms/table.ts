import type { CommandName } from '@/api/types'
import { caseTable } from './case-table'
import type { FormSpec, FormTable } from './field-types'
import { officeTable } from './office-table'

// How every command is asked. A command without a line here does not compile.
export const formTable: FormTable = { ...caseTable, ...officeTable }

export const isCommand = (name: string): name is CommandName => name in formTable

// Those that are given to one case, on its own page.
export const isCaseCommand = (name: string): name is CommandName =>
  isCommand(name) && name !== 'case.register' && formTable[name].fields.some((field) => field.name === 'case')

// Layouts and checks do not mind which command it is.
export const specOf = (command: CommandName): FormSpec => formTable[command] as unknown as FormSpec
