/// <reference lib="webworker" />
// Keeps the app itself, so that it opens without signal. Nothing of /api passes through here: what is kept of that is
// sealed, in the page. A new version is fetched beside the old one and waits until the person agrees.
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

const notPages = /^\/(api\/|healthz|metrics)/

// Pages of the app are all the same document, of the same version as the scripts that are kept.
self.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url)
  if (event.request.mode !== 'navigate' || notPages.test(pathname)) return
  event.respondWith(matchPrecache('/index.html').then((page) => page ?? fetch(event.request)))
})

self.addEventListener('message', (event) => {
  if (event.data === 'use') void self.skipWaiting()
})
// The first page too, so that its other parts open without signal.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
