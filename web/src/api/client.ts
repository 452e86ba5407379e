import createClient, { type Middleware } from 'openapi-fetch'

import { takeEarly } from '@/early'
import { offline, problemOf } from './problem'
import type { paths } from './schema'
import { counted } from './under-way'

// What the client needs from the session, set by it: so that neither imports the other.
interface SessionHooks {
  csrf: () => string | null
  // The session has ended, or something has to be done first: the code of the refusal says what.
  refused: (code: string) => void
}

let hooks: SessionHooks = { csrf: () => null, refused: () => undefined }

export function setSessionHooks(given: SessionHooks): void {
  hooks = given
}

const toBeDoneFirst = new Set(['code_needed', 'password_change_needed', 'second_factor_needed'])

const guard: Middleware = {
  onRequest({ request }) {
    const csrf = hooks.csrf()
    if (csrf && request.method !== 'GET') request.headers.set('X-CSRF-Token', csrf)
    return request
  },
  async onResponse({ request, response }) {
    if (response.ok) return response
    const problem = await problemOf(response)
    // The session itself may be asked whether there is one, and ended twice.
    const asksForSession = new URL(request.url).pathname === '/api/v1/session'
    const hasEnded = problem.code === 'unauthenticated' && !asksForSession
    if (hasEnded || toBeDoneFirst.has(problem.code)) hooks.refused(problem.code)
    throw problem
  },
  onError() {
    return offline()
  },
}

// `fetch` is looked up at each call, so that tests and the offline layer may put themselves before it.
export const client = createClient<paths>({
  baseUrl: '/',
  fetch: (request) => counted(takeEarly(request) ?? globalThis.fetch(request)),
})
client.use(guard)

// The body of an answer. A refusal has been thrown before.
export async function answer<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  return (await call).data as Data
}
