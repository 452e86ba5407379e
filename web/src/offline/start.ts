// Ties what is kept here to the app: once, at its start.
import { watch } from 'vue'

import { client } from '@/api/client'
import { whenQuiet } from '@/late'
import { useLive } from '@/stores/live'
import { useSession } from '@/stores/session'
import { keptReads } from './kept'
import { readChanged, readOpenCases } from './open-cases'
import { useOutbox } from './outbox-store'

// The page itself comes first.
const aheadAfter = 8_000

export function startOffline(): void {
  client.use(keptReads)
  useOutbox().start()
  const session = useSession()
  let timer: number | undefined
  watch(
    () => session.ready && session.seesCases && !session.remembered,
    (online) => {
      window.clearTimeout(timer)
      if (!online) return
      void whenQuiet().then(() => useOutbox().flush())
      timer = window.setTimeout(() => void readOpenCases(session.role).catch(() => undefined), aheadAfter)
    },
    { immediate: true },
  )
  useLive().listeners.add((changes) => void readChanged(changes).catch(() => undefined))
}
