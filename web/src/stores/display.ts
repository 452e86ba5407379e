import { defineStore } from 'pinia'
import { ref, watchEffect } from 'vue'

import { keepWish, showLook, wantsDark, wantsKeys, wantsLarge } from '@/look'

export const useDisplay = defineStore('display', () => {
  const dark = ref(wantsDark())
  const large = ref(wantsLarge())
  // Keys without Ctrl or Alt; programs that take dictation may press them by mistake.
  const keys = ref(wantsKeys())

  watchEffect(() => showLook(dark.value, large.value))

  function toggleDark(): void {
    dark.value = !dark.value
    keepWish('dark', dark.value)
  }
  function toggleLarge(): void {
    large.value = !large.value
    keepWish('large', large.value)
  }

  function toggleKeys(): void {
    keys.value = !keys.value
    keepWish('keys', keys.value)
  }

  return { dark, large, keys, toggleDark, toggleLarge, toggleKeys }
})
