// Whether the window is a phone's: as in the styles, what is not shown then is not even made.
import { onScopeDispose, ref, type Ref } from 'vue'

export function useNarrow(): Ref<boolean> {
  const query = window.matchMedia('(max-width: 860px)')
  const narrow = ref(query.matches)
  const look = (): void => void (narrow.value = query.matches)
  query.addEventListener('change', look)
  onScopeDispose(() => query.removeEventListener('change', look))
  return narrow
}
