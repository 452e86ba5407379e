import { addToOutbox, sendOutbox, waitsFor } from '@/offline/give'
import { heldFile, isHeld, letGo, sendFile } from '@/offline/files'
import { patience } from '@/offline/sender'
import { serverTime } from '@/offline/server-day'
import { openVault } from '@/offline/vault'
import { useSession } from '@/stores/session'
import { answer, client } from './client'
import { ApiProblem } from './problem'
import type { Command, Outcome } from './types'

export interface CommandOptions {
  // The version of the case that the person saw, an ETag as it came: refused with 412 when the case has moved on.
  ifMatch?: string
}

// `queued`: not with the server yet but in the outbox (已存入待发): no events, no version, and no number of the case.
export type GivenOutcome = Outcome & { queued: boolean }

// The work of a day at people's doors may wait for signal; what the office decides is done with the server or not at all.
const mayWait = (command: Command): boolean =>
  /^(case|screening|supervision|consultation)\./.test(command.do) && openVault() !== null

const randomPart = (): string => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(36).padStart(2, '0')).join('')

// An id of its own, so that sent twice it is done once; a new case also gets its name here, so that what follows can
// be written before the server has heard of it.
function complete(command: Command): Command & { id: string } {
  const given = { ...command, id: command.id ?? `w-${randomPart()}` }
  if (given.do === 'case.register' && !given.case) given.case = `c-${randomPart()}`
  return given
}

const unreached = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.code === 'offline' || error.status === 502 || error.status === 504)

async function queue(command: Command & { id: string }, options: CommandOptions, tried: boolean): Promise<GivenOutcome> {
  const { file } = command as { file?: string }
  const blob = file && isHeld(file) ? heldFile(file) : null
  // The time is when it was written, not when there is signal.
  await addToOutbox({ ...command, at: command.at ?? serverTime() }, {
    tried, ...(options.ifMatch ? { seen: options.ifMatch } : {}), ...(blob ? { file: blob } : {}),
  })
  if (file) letGo(file)
  return { case: 'case' in command ? (command.case ?? null) : null, version: null, events: [], queued: true }
}

async function withFile(command: Command & { id: string }): Promise<Command & { id: string }> {
  const { file, case: about } = command as { file?: string; case?: string }
  const blob = file && isHeld(file) ? heldFile(file) : null
  return blob && about ? ({ ...command, file: await sendFile(about, blob) } as Command & { id: string }) : command
}

// The one way a command leaves the browser.
export async function giveCommand(command: Command, options: CommandOptions = {}): Promise<GivenOutcome> {
  const given = complete(command)
  const waits = mayWait(given)
  if (waits && (useSession().remembered || !navigator.onLine)) return queue(given, options, false)
  // What was written before on the same case goes first.
  if (waits && (await waitsFor(given))) {
    await sendOutbox()
    if (await waitsFor(given)) return queue(given, options, false)
  }
  try {
    const outcome = await answer(
      client.POST('/api/v1/commands', {
        body: await withFile(given),
        params: options.ifMatch ? { header: { 'If-Match': options.ifMatch } } : {},
        signal: AbortSignal.timeout(patience),
      }),
    )
    return { ...outcome, queued: false }
  } catch (error) {
    if (!waits || !unreached(error)) throw error
    return queue(given, options, true)
  }
}

