import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

import { answer, client } from '@/api/client'
import { ApiProblem } from '@/api/problem'
import type { Role, Session } from '@/api/types'
import { dropEarly } from '@/early'
import { whenQuiet } from '@/late'
import { loadDrafts } from '@/offline/drafts'
import { keepSession, keptSession } from '@/offline/kept'
import { learnServerDay } from '@/offline/server-day'
import * as vault from '@/offline/vault'
import { rememberedKey } from '@/remembered'
import { t } from '@/texts/outbox'

// The roles that see cases; the others administer.
export const caseRoles: Role[] = ['mediator', 'village_lead', 'clerk', 'supervisor']

export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null)
  // Taken from the browser because the server could not be asked: reading stored things goes, sending does not.
  const remembered = ref(false)
  // There is signal again, but the session is over: what is written goes when the person has signed in anew.
  const ended = ref(false)
  const asked = ref(false)

  const account = computed(() => session.value?.account ?? '')
  const role = computed(() => session.value?.role ?? null)
  const csrf = computed(() => session.value?.csrf ?? null)
  const seesCases = computed(() => role.value !== null && caseRoles.includes(role.value))
  // Signed in, and nothing has to be done first.
  const ready = computed(() => {
    const now = session.value
    return now !== null && !now.awaits_code && !now.must_change && !now.needs_second_factor
  })
  const home = computed(() => (seesCases.value ? '/desk' : '/system'))
  // Where the account has to go before anything else.
  const firstStep = computed(() => {
    if (!session.value) return '/sign-in'
    if (session.value.awaits_code) return '/sign-in'
    if (session.value.must_change) return '/password'
    return session.value.needs_second_factor ? '/second-factor' : null
  })

  function take(given: Session): void {
    learnServerDay(given.today)
    session.value = given
    remembered.value = false
    ended.value = false
    asked.value = true
    localStorage.setItem(rememberedKey, JSON.stringify({ ...given, csrf: null }))
  }

  // What is kept here is open or locked now. Without it (no room, a private window) everything else goes on.
  const opened = (work: Promise<void>): Promise<void> => work.then(loadDrafts).catch(console.warn)

  async function load(): Promise<void> {
    // Who is not known here has not signed in: not asked, because a refusal stands in the browser's console as an error.
    if (!session.value && !localStorage.getItem(rememberedKey)) {
      asked.value = true
      return
    }
    try {
      const found = await answer(client.GET('/api/v1/session'))
      await opened(vault.resume(found.account))
      take(found)
      // Nobody waits for it: the one of signing in is kept already.
      void whenQuiet().then(() => keepSession(found)).catch(console.warn)
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'offline') {
        const kept = localStorage.getItem(rememberedKey)
        session.value ??= kept ? (JSON.parse(kept) as Session) : null
        if (session.value) await opened(vault.resume(session.value.account))
        asked.value = true
        remembered.value = session.value !== null
        if (!remembered.value) throw error
        return
      }
      asked.value = true
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error
      // Nobody is thrown out of a half-filled form because the signal is back.
      if (remembered.value) ended.value = true
      else forget()
    }
  }

  async function signIn(name: string, password: string): Promise<void> {
    dropEarly()
    try {
      const found = await answer(client.POST('/api/v1/session', { body: { account: name, password } }))
      await opened(vault.openFor(name, password))
      take(found)
      await keepSession(found).catch(console.warn)
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'offline') throw error
      await signInHere(name, password)
    }
  }

  // Without the server: the password opens what is kept here, for reading and writing until there is signal.
  async function signInHere(name: string, password: string): Promise<void> {
    const kept = (await vault.unlock(name, password)) ? await keptSession() : null
    if (!kept) throw new ApiProblem(0, 'offline', t('wrongPasswordOffline'))
    await loadDrafts()
    take({ ...kept, csrf: null })
    remembered.value = true
  }

  async function sendCode(code: string): Promise<void> {
    take(await answer(client.POST('/api/v1/session/code', { body: { code } })))
  }

  async function changePassword(old: string, next: string): Promise<void> {
    take(await answer(client.POST('/api/v1/session/password', { body: { old, new: next } })))
    await vault.changePassword(account.value, old, next).catch(console.warn)
  }

  function forget(): void {
    dropEarly()
    session.value = null
    remembered.value = false
    ended.value = false
    localStorage.removeItem(rememberedKey)
    void opened(vault.lock())
  }

  async function signOut(): Promise<void> {
    // Signed out here in any case: the cookie ends by itself when the server cannot be told.
    await client.DELETE('/api/v1/session').catch(() => undefined)
    forget()
  }

  return {
    session, remembered, ended, asked, account, role, csrf, seesCases, ready, home, firstStep,
    load, signIn, sendCode, changePassword, signOut, forget,
  }
})
