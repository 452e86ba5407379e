// Ties the session to the way requests go, to the page shown and to the live changes.
import { watch } from 'vue'
import type { Router } from 'vue-router'

import { setSessionHooks } from '@/api/client'
import { useLive } from '@/stores/live'
import { useSession } from '@/stores/session'

export function watchSession(router: Router): void {
  const session = useSession()
  const live = useLive()

  function toFirstStep(reason: string): void {
    const here = router.currentRoute.value
    const path = session.firstStep ?? '/sign-in'
    if (here.path === path) return
    void router.push({ path, query: here.meta.bare ? {} : { back: here.fullPath, reason } })
  }

  setSessionHooks({
    csrf: () => session.csrf,
    refused: (code) => {
      if (code !== 'unauthenticated') {
        void session.load().then(() => toFirstStep(code)).catch(() => undefined)
        return
      }
      session.forget()
      toFirstStep('ended')
    },
  })

  watch(
    () => session.ready && session.seesCases && !session.remembered,
    (now) => (now ? live.connect() : live.disconnect()),
    { immediate: true },
  )
  // The remembered session is only for reading what is kept here; with signal again the real one is asked for.
  window.addEventListener('online', () => {
    if (session.remembered) void session.load().catch(() => undefined)
  })
}
