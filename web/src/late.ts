// Parts of a page that nobody needs at once (a calendar, a menu, a dialog): their files are fetched when the page has been
// painted, so that on a weak line they do not stand in the way of what is read first.
import { defineAsyncComponent, ref, watch, type Component, type Ref } from 'vue'

import { isAsking } from '@/api/under-way'

const longestWait = 5_000 // ms, on a line where the answers do not come

let quiet: Promise<void> | null = null

function becomesQuiet(): Promise<void> {
  return new Promise((resolve) => {
    const start = performance.now()
    const look = (): void => {
      if (isAsking() && performance.now() - start < longestWait) setTimeout(idle, 50)
      else resolve()
    }
    const idle = (): void => {
      if ('requestIdleCallback' in window) window.requestIdleCallback(look, { timeout: 1_000 })
      else setTimeout(look, 200)
    }
    if (document.readyState === 'complete') idle()
    else window.addEventListener('load', idle, { once: true })
  })
}

// The page is loaded, nobody waits for an answer of the server, and the browser has nothing better to do. Whoever waits
// meanwhile goes on in the order of coming.
export function whenQuiet(): Promise<void> {
  quiet ??= becomesQuiet().finally(() => (quiet = null))
  return quiet
}

// Once fetched for one page it is there at once for the next.
export function late<Part extends Component>(fetchPart: () => Promise<{ default: Part }>): Part {
  return defineAsyncComponent(() => whenQuiet().then(fetchPart)) as unknown as Part
}

// For what opens over a page: its part is in the page from the first opening on, so that it can fade out again.
export function useOnceOpen(isOpen: () => boolean): Ref<boolean> {
  const once = ref(false)
  watch(isOpen, (now) => (once.value ||= now), { immediate: true })
  return once
}
