// Between the pages and the outbox: puts a command in, sends when that may work, and tells who shows the outbox.
import type { Command } from '@/api/types'
import { add, caseOf, list, send, type Given } from './outbox'
import { sender } from './sender'

const listeners = new Set<() => void>()
// Other tabs show the same outbox.
const others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('tiaojie.outbox')
others?.addEventListener('message', () => listeners.forEach((listener) => listener()))

export function onOutbox(listener: () => void): void {
  listeners.add(listener)
}
export function outboxChanged(): void {
  for (const listener of [...listeners]) listener()
  others?.postMessage('changed')
}

export async function addToOutbox(command: Given, given: Parameters<typeof add>[1]): Promise<void> {
  await add(command, given)
  // Asks the browser not to clear this store when the disk is full.
  void navigator.storage?.persist?.().catch(() => false)
  outboxChanged()
}

export async function waitsFor(command: Command): Promise<boolean> {
  const about = caseOf(command)
  if (!about) return false
  return (await list()).some((item) => item.state === 'waiting' && caseOf(item.command) === about)
}

let running: Promise<boolean> | null = null

// True when nothing waits for the way any more.
export function sendOutbox(): Promise<boolean> {
  running ??= send(sender).finally(() => {
    running = null
    outboxChanged()
  })
  return running
}
