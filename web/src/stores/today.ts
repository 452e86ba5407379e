import { defineStore } from 'pinia'
import { computed } from 'vue'

import { serverDay } from '@/offline/server-day'
import { useSession } from './session'

// The server's day (it can be fixed with --today), by which everything is due or not.
export const useToday = defineStore('today', () => {
  const session = useSession()
  const day = computed(() => (session.remembered ? null : session.session?.today) ?? serverDay())
  return { day }
})
