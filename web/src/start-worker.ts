// The service worker keeps the app itself, so that it opens without signal. What it keeps is replaced on the next visit.
export function startWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  window.addEventListener('load', () => {
    navigator.serviceWorker.register('/worker.js').catch(console.warn)
  })
}
