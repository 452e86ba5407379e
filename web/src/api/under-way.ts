// How many questions wait for the server's answer. What nobody needs at once lets them go first (late.ts).
let waiting = 0

export const isAsking = (): boolean => waiting > 0

export function counted<Answer>(asked: Promise<Answer>): Promise<Answer> {
  waiting += 1
  const ended = (): void => void (waiting -= 1)
  asked.then(ended, ended)
  return asked
}
