// Questions asked before the app is there that needs their answers. Each answer is taken once; later it is asked anew.
const early = new Map<string, Promise<Response>>()

export function askEarly(path: string): void {
  // Read to its end: an answer that nobody takes does not keep its connection.
  const asked = fetch(path).then(async (response) => new Response(await response.blob(), response))
  // Without signal: told to whoever takes it.
  asked.catch(() => undefined)
  early.set(path, asked)
}

// They were answered to whoever had been signed in.
export const dropEarly = (): void => early.clear()

export function takeEarly(request: Request): Promise<Response> | null {
  if (request.method !== 'GET' || early.size === 0) return null
  const { pathname, search } = new URL(request.url)
  const found = early.get(pathname + search)
  early.delete(pathname + search)
  return found ?? null
}
