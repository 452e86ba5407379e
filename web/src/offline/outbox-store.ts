import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

import { whenQuiet } from '@/late'
import { useSession } from '@/stores/session'
import { onOutbox, outboxChanged, sendOutbox } from './give'
import { again, caseOf, drop, edit, limits, list, type Given, type Item } from './outbox'
import { lockedItems, onVault } from './vault'

// Tried again this long after the server was not reached.
const pauses = [5_000, 15_000, 30_000, 60_000]

export const useOutbox = defineStore('outbox', () => {
  const items = ref<Item[]>([])
  const locked = ref(0)
  const sending = ref(false)
  const waiting = computed(() => items.value.filter((item) => item.state === 'waiting'))
  const stopped = computed(() => items.value.filter((item) => item.state === 'refused' || item.state === 'conflict'))
  // Not behind an item of the same case that the person has to decide about.
  const sendable = computed(() => {
    const held = new Set(stopped.value.map((item) => caseOf(item.command)))
    return waiting.value.filter((item) => !held.has(caseOf(item.command)))
  })
  const unsent = computed(() => waiting.value.length + stopped.value.length)
  const nearlyFull = computed(() => unsent.value >= limits.items * 0.8)
  let misses = 0
  let timer: number | undefined

  async function refresh(): Promise<void> {
    items.value = await list()
    locked.value = await lockedItems()
  }

  // Sends what waits when there is somebody signed in to send it.
  async function flush(): Promise<void> {
    window.clearTimeout(timer)
    const session = useSession()
    await refresh()
    if (!session.ready || sending.value) return
    if (session.remembered && !session.ended && navigator.onLine) await session.load().catch(() => undefined)
    if (!session.ready || !sendable.value.length) return
    if (session.remembered) {
      misses += 1
      return later()
    }
    sending.value = true
    try {
      misses = (await sendOutbox()) ? 0 : misses + 1
    } finally {
      sending.value = false
      await refresh()
    }
    later()
  }

  function later(): void {
    window.clearTimeout(timer)
    if (useSession().ready && sendable.value.length) timer = window.setTimeout(() => void flush(), pauses[Math.min(misses, pauses.length - 1)])
  }

  async function changed(work: Promise<void>): Promise<void> {
    await work
    outboxChanged()
    await flush()
  }
  const resend = (seq: number): Promise<void> => changed(again(seq))
  const replace = (seq: number, command: Given): Promise<void> => changed(edit(seq, command))
  const discard = (seq: number): Promise<void> => changed(drop(seq))

  function start(): void {
    onOutbox(() => void refresh().then(later))
    onVault(() => void flush())
    window.addEventListener('online', () => void flush())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void flush()
    })
    void whenQuiet().then(flush)
  }

  return { items, locked, sending, waiting, sendable, stopped, unsent, nearlyFull, start, flush, refresh, resend, replace, discard }
})
