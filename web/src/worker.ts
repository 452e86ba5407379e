/// <reference lib="webworker" />
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

cleanupOutdatedCaches()

// Pages of the app are all the same document; what the server answers under /api and /healthz is not ours.
self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate' || new URL(event.request.url).pathname.startsWith('/api/')) return
  event.respondWith(
    fetch(event.request).catch(async () => (await matchPrecache('/index.html')) ?? Response.error()),
  )
})

precacheAndRoute(self.__WB_MANIFEST)
