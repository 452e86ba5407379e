import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

import { answer, client } from '@/api/client'
import type { Shape } from '@/api/types'
import { useSession } from './session'

// Who and what there is in the account's area, as of today, by id. Asked when first needed, and again on `refresh`.
export const useDirectory = defineStore('directory', () => {
  const divisions = ref<Shape<'DivisionRow'>[]>([])
  const organisations = ref<Shape<'Organisation'>[]>([])
  const mediators = ref<Shape<'Mediator'>[]>([])
  const elders = ref<Shape<'Elder'>[]>([])
  let loading: Promise<void> | null = null

  async function ask(): Promise<void> {
    const [places, bodies, people, wise] = await Promise.all([
      answer(client.GET('/api/v1/divisions')),
      answer(client.GET('/api/v1/organisations')),
      answer(client.GET('/api/v1/mediators')),
      useSession().seesCases ? answer(client.GET('/api/v1/elders')) : [],
    ])
    divisions.value = places
    organisations.value = bodies
    mediators.value = people
    elders.value = wise
  }

  function load(): Promise<void> {
    loading ??= refresh()
    return loading
  }

  function refresh(): Promise<void> {
    loading = ask().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }

  const byDivision = computed(() => new Map(divisions.value.map((row) => [row.division, row])))
  const byOrganisation = computed(() => new Map(organisations.value.map((row) => [row.org, row])))
  const byMediator = computed(() => new Map(mediators.value.map((row) => [row.mediator, row])))
  const byElder = computed(() => new Map(elders.value.map((row) => [row.elder, row])))

  // An id that is not there any more (removed, outside the area) is shown as it is.
  const division = (code: string): string => byDivision.value.get(code)?.name ?? code
  const organisation = (id: string): string => byOrganisation.value.get(id)?.name ?? id
  const mediator = (id: string): string => byMediator.value.get(id)?.name ?? id
  const elder = (id: string): string => byElder.value.get(id)?.name ?? id
  const villages = computed(() => divisions.value.filter((row) => row.level === 'village'))

  return {
    divisions, organisations, mediators, elders, villages, byDivision, byOrganisation, byMediator, byElder,
    division, organisation, mediator, elder, load, refresh,
  }
})
