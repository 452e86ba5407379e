import { defineStore } from 'pinia'
import { ref } from 'vue'

import { answer, client } from '@/api/client'
import { localDay } from '@/format'
import { useSession } from './session'

// The server's day (it can be fixed with --today), by which everything is due or not; until it is asked, this machine's.
export const useToday = defineStore('today', () => {
  const day = ref(localDay(new Date().toISOString()))

  async function load(): Promise<void> {
    if (!useSession().seesCases) return
    // Statistics of a day in the past cost nothing and name the day as of which they are.
    const none = { from: '2000-01-01', to: '2000-01-01' }
    day.value = (await answer(client.GET('/api/v1/stats', { params: { query: none } }))).as_of
  }

  return { day, load }
})
