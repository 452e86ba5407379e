import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'

import type { ApiProblem } from '@/api/problem'
import type { Outcome } from '@/api/types'
import { add, again, drop, edit, limits, list, send, type Answer, type Given, type Item, type Sender } from '@/offline/outbox'
import * as vault from '@/offline/vault'

const session = (id: string, about = 'c-1'): Given =>
  ({ do: 'case.session', id, case: about, place: '村部', notes: `第${id}次` }) as Given
const done = (version: number): Answer => ({ kind: 'sent', outcome: { case: 'c-1', version, events: [] } as Outcome })
const refusal = { status: 409, code: 'wrong_status', detail: '不能这样办理', errors: [] }

// Answers in turn, and what was sent.
function server(...answers: Answer[]): Sender & { got: Item[] } {
  const got: Item[] = []
  return {
    got,
    upload: async () => 'stored-1',
    give: async (item) => {
      got.push({ ...item })
      return answers.shift() ?? done(1)
    },
  }
}
const states = async (): Promise<string[]> => (await list()).map((item) => `${item.command.id} ${item.state}`)

let account = 0
beforeEach(async () => {
  await vault.lock()
  await vault.openFor(`person-${++account}`, 'Mima-2021!')
})

describe('the outbox', () => {
  it('sends in order, with the same id each time', async () => {
    for (const id of ['a', 'b', 'c']) await add(session(id, `c-${id}`))
    const first = server(done(1), { kind: 'unreached' })
    expect(await send(first)).toBe(false)
    expect(await states()).toEqual(['a sent', 'b waiting', 'c waiting'])
    const second = server()
    expect(await send(second)).toBe(true)
    expect(first.got.map((item) => item.command.id)).toEqual(['a', 'b'])
    expect(second.got.map((item) => item.command.id)).toEqual(['b', 'c'])
  })

  it('keeps a refused item, holds what follows of the same case, and sends the others', async () => {
    await add(session('a'))
    await add(session('b'))
    await add(session('c', 'c-2'))
    await send(server({ kind: 'refused', refusal, now: null }))
    expect(await states()).toEqual(['a refused', 'b waiting', 'c sent'])
    expect((await list())[0]?.refusal?.detail).toBe('不能这样办理')
    await drop((await list())[0]!.seq)
    await send(server())
    expect(await states()).toEqual(['b sent', 'c sent'])
  })

  it('goes again against the version that the person has been shown', async () => {
    await add(session('a'), { seen: '"3"' })
    await send(server({ kind: 'conflict', refusal: { ...refusal, status: 412 }, now: { version: 5 } as Item['now'] }))
    const [item] = await list()
    await again(item!.seq)
    const next = server(done(6))
    await send(next)
    expect(next.got[0]?.seen).toBe('"5"')
  })

  it('does not meet its own earlier item as a conflict, also after a stop', async () => {
    for (const id of ['a', 'b', 'c']) await add(session(id), { seen: '"3"' })
    await send(server(done(4), { kind: 'unreached' }))
    const next = server(done(5), done(6))
    await send(next)
    expect(next.got.map((item) => item.seen)).toEqual(['"4"', '"5"'])
  })

  it('is edited only when the server cannot have taken it', async () => {
    await add(session('a'))
    const item = async (): Promise<Item> => (await list())[0]!
    await send(server({ kind: 'unreached' }))
    await edit((await item()).seq, { ...session('x'), place: '祠堂' } as Given)
    expect((await item()).command).toMatchObject({ id: 'a', place: '村部' })
    await send(server({ kind: 'refused', refusal, now: null }))
    await edit((await item()).seq, { ...session('x'), place: '祠堂' } as Given)
    expect(await item()).toMatchObject({ state: 'waiting', command: { id: 'a', place: '祠堂' } })
  })

  it('sends the photograph before the command that names it, once', async () => {
    const paper = { do: 'case.paper', id: 'p', case: 'c-1', kind: 'evidence', file: 'held-1' } as Given
    await add(paper, { file: new Blob(['jpeg'], { type: 'image/jpeg' }) })
    let uploads = 0
    const seen: string[] = []
    const sender: Sender = {
      upload: async (_item, file) => {
        seen.push(`${file.type} ${await file.text()}`)
        return `stored-${++uploads}`
      },
      give: async (item) => {
        seen.push((item.command as { file: string }).file)
        return seen.length > 2 ? done(2) : { kind: 'unreached' }
      },
    }
    await send(sender)
    await send(sender)
    expect(seen).toEqual(['image/jpeg jpeg', 'stored-1', 'stored-1'])
    expect(await states()).toEqual(['p sent'])
  })

  it('takes nothing new when it is full, and loses nothing', async () => {
    for (let each = 0; each < limits.items; ++each) await add(session(`n-${each}`))
    await expect(add(session('more'))).rejects.toMatchObject({ code: 'outbox_full' } satisfies Partial<ApiProblem>)
    expect(await list()).toHaveLength(limits.items)
  })
})

describe('the vault', () => {
  it('keeps what is unsent through signing out, under the password', async () => {
    await add(session('a'))
    await vault.lock()
    expect(await list()).toEqual([])
    expect(await vault.unlock(`person-${account}`, 'falsch')).toBe(false)
    expect(await vault.unlock(`person-${account}`, 'Mima-2021!')).toBe(true)
    expect(await states()).toEqual(['a waiting'])
  })

  it('follows a change of the password, and recovers what lies under one that was replaced', async () => {
    const name = `person-${account}`
    await add(session('a'))
    await vault.changePassword(name, 'Mima-2021!', 'Xin-2022!')
    await vault.lock()
    await vault.openFor(name, 'Xin-2022!')
    expect(await states()).toEqual(['a waiting'])
    await vault.openFor(name, 'Chongshe-2022!')
    expect(await list()).toEqual([])
    expect(await vault.lockedItems()).toBe(1)
    expect(await vault.recover('falsch')).toBe(false)
    expect(await vault.recover('Xin-2022!')).toBe(true)
    expect(await states()).toEqual(['a waiting'])
  })

  it('wipes one account and leaves the others', async () => {
    await add(session('mine'))
    const mine = `person-${account}`
    await vault.openFor('other', 'Mima-2021!')
    await add(session('other'))
    await vault.wipe(mine)
    expect(await vault.unlock(mine, 'Mima-2021!')).toBe(false)
    await vault.unlock('other', 'Mima-2021!')
    expect(await states()).toEqual(['other waiting'])
  })
})
