import type { FieldProblem } from './types'

// Every refusal, of the server or of the way to it. `code` is for the program, `detail` for the person.
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: FieldProblem[] = [],
    readonly retryAfter: number | null = null,
  ) {
    super(detail)
    this.name = 'ApiProblem'
  }

  // What is wrong with one field, for the line below it.
  of(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.problem
  }
}

export const offline = (): ApiProblem =>
  new ApiProblem(0, 'offline', '现在连不上服务器。请检查网络，稍后再试。')

interface ProblemDocument {
  status?: number
  code?: string
  detail?: string
  title?: string
  errors?: FieldProblem[]
}

// The body has been read already where `body` is given.
export async function problemOf(response: Response, body?: unknown): Promise<ApiProblem> {
  const document = (body ?? (await response.json().catch(() => ({})))) as ProblemDocument
  const retryAfter = Number(response.headers.get('Retry-After'))
  return new ApiProblem(
    response.status,
    document.code ?? 'unexpected',
    document.detail || document.title || `服务器没有正常答复（${response.status}）。请稍后再试。`,
    document.errors ?? [],
    retryAfter > 0 ? retryAfter : null,
  )
}

// Pages catch `unknown`; whatever is no refusal is a fault of this program and is shown as such.
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  // An answer that broke off while it was read: the connection, or the page was left.
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) return offline()
  console.error(error)
  return new ApiProblem(0, 'fault', '页面出错了，请刷新后再试。')
}
