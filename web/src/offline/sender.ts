// How an item of the outbox goes to the server. The `id` is the same each time, so that what arrives twice is done once.
import { answer, client } from '@/api/client'
import { ApiProblem } from '@/api/problem'
import type { Shape } from '@/api/types'
import { sendFile } from './files'
import { caseOf, type Answer, type Item, type Sender } from './outbox'

export const patience = 20_000

// Nothing wrong with the item: the way, the session or the server's state. It goes again later.
const later = new Set([0, 401, 429, 502, 503, 504, 507])
const csrfLost = (problem: ApiProblem): boolean => problem.status === 403 && /csrf|change_needed|factor_needed/.test(problem.code)

async function caseNow(item: Item): Promise<Shape<'Case'> | null> {
  const id = caseOf(item.command)
  if (!id || item.command.do === 'case.register') return null
  return answer(
    client.GET('/api/v1/cases/{case}', { params: { path: { case: id } }, signal: AbortSignal.timeout(patience) }),
  ).catch(() => null)
}

async function answerOf(item: Item, error: unknown): Promise<Answer> {
  if (!(error instanceof ApiProblem)) throw error
  if (later.has(error.status) || csrfLost(error)) return { kind: 'unreached' }
  const { status, code, detail, errors } = error
  const kind = status === 412 ? 'conflict' : 'refused'
  return { kind, refusal: { status, code, detail, errors }, now: await caseNow(item) }
}

export const sender: Sender = {
  async upload(item, file) {
    try {
      return await sendFile(caseOf(item.command) ?? '', file)
    } catch (error) {
      return answerOf(item, error)
    }
  },
  async give(item) {
    try {
      const outcome = await answer(
        client.POST('/api/v1/commands', {
          body: item.command,
          params: item.seen ? { header: { 'If-Match': item.seen } } : {},
          signal: AbortSignal.timeout(patience),
        }),
      )
      return { kind: 'sent', outcome }
    } catch (error) {
      return answerOf(item, error)
    }
  },
}
