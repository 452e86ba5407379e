import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { instalments, monthsLater } from '@/forms/layouts/instalments'
import { evidenceHeld } from '@/forms/layouts/ladder-evidence'
import { carried, quorum } from '@/forms/layouts/review-rules'
import type { Case, Field, FormView } from '@/forms/field-types'
import { plainProblem } from '@/forms/plain-problem'
import { formTable, isCommand, specOf } from '@/forms/table'
import { filled, mistakes, setAt, startValues, toSend, valueAt } from '@/forms/values'

interface Schema {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  const?: string
}
const document = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as {
  components: { schemas: Record<string, Schema & { oneOf?: Schema[]; enum?: string[] }> }
}
const schemas = document.components.schemas
const commands = schemas.Command.oneOf!.map((each) => schemas[each.$ref!.split('/').at(-1)!])
const nameOf = (command: Schema): string => command.properties!.do.const!

const ofTheEnvelope = ['do', 'at', 'by', 'id']
// Ids that the server makes by itself.
const madeByServer = ['consultation.hold.consultation', 'supervision.issue.notice']
const view: FormView = { values: {}, case: null, today: '2022-06-01' }

// Every field of the schema is asked, none is asked that is not there, and what must be there is marked so.
function compare(schema: Schema, fields: Field[], where: string): void {
  const wanted = Object.keys(schema.properties ?? {}).filter((name) => !ofTheEnvelope.includes(name) || where.includes('.policy'))
  const names = fields.map((field) => field.name)
  expect(wanted.filter((name) => !names.includes(name) && !madeByServer.includes(`${where}.${name}`)), `${where} asks for all`).toEqual([])
  expect(names.filter((name) => !wanted.includes(name)), `${where} asks for nothing else`).toEqual([])
  for (const name of schema.required ?? []) {
    const field = fields.find((each) => each.name === name)
    if (field && field.kind !== 'id') expect(field.required, `${where}.${name} is required`).toBeTruthy()
  }
  for (const field of fields) {
    const inner = schema.properties?.[field.name]
    if (field.kind === 'rows') compare(inner!.items!, field.fields, `${where}.${field.name}`)
    if (field.kind === 'group' && !isClockRule(field)) compare(inner!, field.fields, `${where}.${field.name}`)
  }
}
// Only the overall clock may be extended, so that the others do not ask for it.
const isClockRule = (field: Field): boolean => field.kind === 'group' && field.fields.some((each) => each.name === 'working_days')

describe('the table of forms', () => {
  it('has every command of the document and no other', () => {
    expect(Object.keys(formTable).sort()).toEqual([...schemas.CommandName.enum!].sort())
    expect(commands.map(nameOf).filter((name) => !isCommand(name))).toEqual([])
  })

  for (const command of commands)
    it(`asks what ${nameOf(command)} takes`, () => {
      const name = nameOf(command)
      if (!isCommand(name)) throw new Error(name)
      compare({ ...command, required: command.required?.filter((field) => !ofTheEnvelope.includes(field)) }, specOf(name).fields, name)
    })
})

describe('what is sent', () => {
  it('leaves out what was left empty', () => {
    expect(filled({ a: ' ', b: [], c: [{ d: null }], e: 0, f: false, g: ' x ' })).toEqual({ e: 0, f: false, g: 'x' })
  })

  it('leaves out a field that is not asked any more', () => {
    const fields = specOf('case.accept').fields
    const values = { ...startValues(fields, view), case: 'c', mediators: ['m1'], reason: '跨村' }
    expect(toSend(fields, { ...view, values })).toEqual({ case: 'c', mediators: ['m1'], stage: 'assigned_mediation' })
    expect(toSend(fields, { ...view, values: { ...values, stage: 'town_mediation' } })).toMatchObject({ reason: '跨村' })
  })

  it('makes ids for what is new', () => {
    const fields = specOf('elder.enrol').fields
    expect(toSend(fields, { ...view, values: startValues(fields, view) }).elder).toMatch(/^e-/)
  })

  it('finds and names what is missing, also inside rows', () => {
    const values = { case: 'c', form: 'written', terms: '各退一步', obligations: [{ what: '付款', due: null }] }
    expect(mistakes(specOf('case.settle'), { ...view, values }).map((each) => each.field)).toEqual(['obligations[0].due'])
  })

  it('wants something corrected', () => {
    const spec = specOf('case.correct')
    const values = { ...startValues(spec.fields, view), case: 'c', reason: '笔误' }
    expect(mistakes(spec, { ...view, values }).map((each) => each.field)).toEqual(['set'])
    expect(mistakes(spec, { ...view, values: { ...values, set: { major: false } } })).toEqual([])
  })

  it('reads and writes by the server’s paths', () => {
    const values = { rows: [{ due: null }] }
    setAt(values, 'rows[0].due', '2022-06-01')
    expect(valueAt(values, 'rows[0].due')).toBe('2022-06-01')
    expect(valueAt(values, 'rows[7].due')).toBeUndefined()
  })
})

describe('words of the server beside a field', () => {
  it('lose the field’s name', () => {
    expect(plainProblem('缺少必填的字段（place）')).toBe('缺少必填的字段')
    expect(plainProblem('字段的值不符合要求（obligations[0].due：须为真实存在的日期）')).toBe('须为真实存在的日期')
    expect(plainProblem('须经全体当事人同意')).toBe('须经全体当事人同意')
  })
})

describe('the rules shown while one types', () => {
  it('count two thirds of the seats and more than half of those present', () => {
    expect([30, 31, 32, 33].map(quorum)).toEqual([20, 21, 22, 22])
    expect([carried(10, 20), carried(11, 20)]).toEqual([false, true])
  })

  it('divide a sum to the cent', () => {
    const made = instalments(10000, 3, '2022-01-31')
    expect(made).toEqual([
      { due: '2022-01-31', amount: 3333 }, { due: '2022-02-28', amount: 3333 }, { due: '2022-03-31', amount: 3334 },
    ])
    expect(instalments(0.1, 3, '2022-01-01').map((each) => each.amount)).toEqual([0.03, 0.03, 0.04])
    expect(monthsLater('2021-12-15', 2)).toBe('2022-02-15')
  })

  it('look for evidence since the rung was opened', () => {
    const events = (...names: string[]) => names.map((event) => ({ event })) as unknown as Case['history']
    const stage = 'assigned_mediation' as const
    expect(evidenceHeld({ stage, history: events('CaseAccepted', 'SessionHeld') })).toBe(true)
    expect(evidenceHeld({ stage, history: events('SessionHeld', 'StageReturned') })).toBe(false)
    expect(evidenceHeld({ stage: 'town_mediation', history: [] })).toBe(true)
  })
})
