import { defineStore } from 'pinia'
import { ref, watchEffect } from 'vue'

// How the person wants to see it; kept in the browser, also after signing out.
const kept = (key: string): string | null => localStorage.getItem(key)

export const useDisplay = defineStore('display', () => {
  const dark = ref(kept('tiaojie.dark') ? kept('tiaojie.dark') === 'yes' : matchMedia('(prefers-color-scheme: dark)').matches)
  const large = ref(kept('tiaojie.large') === 'yes')
  // Keys without Ctrl or Alt; programs that take dictation may press them by mistake.
  const keys = ref(kept('tiaojie.keys') !== 'no')

  watchEffect(() => {
    document.documentElement.classList.toggle('dark', dark.value)
    document.documentElement.classList.toggle('large', large.value)
  })

  function toggleDark(): void {
    dark.value = !dark.value
    localStorage.setItem('tiaojie.dark', dark.value ? 'yes' : 'no')
  }
  function toggleLarge(): void {
    large.value = !large.value
    localStorage.setItem('tiaojie.large', large.value ? 'yes' : 'no')
  }

  function toggleKeys(): void {
    keys.value = !keys.value
    localStorage.setItem('tiaojie.keys', keys.value ? 'yes' : 'no')
  }

  return { dark, large, keys, toggleDark, toggleLarge, toggleKeys }
})
