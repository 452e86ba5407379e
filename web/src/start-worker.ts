// The service worker keeps the app itself, so that it opens without signal. A new version is taken when the person says
// so, and never under a form that is being filled.
import { ref } from 'vue'
import type { Router } from 'vue-router'

import { whenQuiet } from '@/late'
import { useDirty } from '@/offline/dirty'

const hour = 3_600_000
const settledAfter = 3_000
const waiting = ref<ServiceWorker | null>(null)
export const newVersion = waiting
let agreed = false

export function useNewVersion(): void {
  agreed = true
  waiting.value?.postMessage('use')
}

function watchFor(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    // The very first one has nothing to replace.
    if (registration.waiting && navigator.serviceWorker.controller) waiting.value = registration.waiting
  }
  look()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
  window.setInterval(() => void registration.update().catch(() => undefined), hour)
}

export function startWorker(router: Router): void {
  const dirty = useDirty(router)
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  let replaced = false
  let controlled = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (controlled && (agreed || !dirty.value)) location.reload()
    replaced = controlled
    controlled = true
  })
  // Under a form that was not reloaded lies the earlier version, whose other pages are gone.
  router.onError((_error, to) => {
    if (replaced) location.assign(to.fullPath)
  })
  const register = (): void => void navigator.serviceWorker.register('/worker.js').then(watchFor).catch(console.warn)
  // It fetches all of the app: not while the first page is still being put together.
  void whenQuiet().then(() => window.setTimeout(register, settledAfter))
}
