import { onBeforeUnmount, onMounted } from 'vue'
import { useRouter } from 'vue-router'

import { mayOpen } from '@/navigation'
import { useDisplay } from '@/stores/display'
import { useSession } from '@/stores/session'

// On every page `/` searches the cases and `n` logs one: not while something is typed, not with a dialog open, and not
// where the person has turned it off (WCAG 2.1.4).
export function useShortcuts(): void {
  const router = useRouter()
  const session = useSession()
  const display = useDisplay()

  function search(): void {
    const here = document.querySelector<HTMLInputElement>('main input[type=search]')
    if (here) here.focus()
    else void router.push('/cases#search')
  }

  function pressed(event: KeyboardEvent): void {
    if (!display.keys || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const target = event.target as HTMLElement
    if (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) return
    if (target.role === 'combobox') return // about to be typed into
    // Closed dialogs stay in the document, without a size.
    if ([...document.querySelectorAll('[role=dialog][aria-modal=true]')].some((each) => each.getClientRects().length)) return
    const path = event.key === '/' ? '/cases' : event.key === 'n' ? '/register' : null
    if (!path || !mayOpen(path, session.role)) return
    event.preventDefault()
    if (path === '/cases') search()
    else void router.push(path)
  }

  onMounted(() => document.addEventListener('keydown', pressed))
  onBeforeUnmount(() => document.removeEventListener('keydown', pressed))
}
