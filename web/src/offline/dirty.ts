import { ref, type Ref } from 'vue'
import type { Router } from 'vue-router'

// Something has been typed on this page: a form is being filled until it is left.
export const dirty = ref(false)

export function useDirty(router: Router): Ref<boolean> {
  document.addEventListener('input', (event) => {
    if ((event.target as Element).closest('main form')) dirty.value = true
  })
  router.afterEach((to, from) => {
    if (to.path !== from.path) dirty.value = false
  })
  return dirty
}
