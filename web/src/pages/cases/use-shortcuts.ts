import { onBeforeUnmount, onMounted } from 'vue'
import { useRouter } from 'vue-router'

// `/` searches, `n` logs: not while something is typed, not with a dialog open.
export function useShortcuts(search: () => void): void {
  const router = useRouter()

  function pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const target = event.target as HTMLElement
    if (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) return
    if (document.querySelector('[role=dialog][aria-modal=true]')) return
    if (event.key === '/') {
      event.preventDefault()
      search()
    } else if (event.key === 'n') {
      event.preventDefault()
      void router.push('/register')
    }
  }

  onMounted(() => document.addEventListener('keydown', pressed))
  onBeforeUnmount(() => document.removeEventListener('keydown', pressed))
}
