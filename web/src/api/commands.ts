import { answer, client } from './client'
import type { Command, Outcome } from './types'

export interface CommandOptions {
  // The version of the case that the person saw, an ETag as it came: refused with 412 when the case has moved on.
  ifMatch?: string
}

// The one way a command leaves the browser. It gets an id of its own, so that sent twice it is done once.
export async function giveCommand(command: Command, options: CommandOptions = {}): Promise<Outcome> {
  return answer(
    client.POST('/api/v1/commands', {
      body: { ...command, id: command.id ?? crypto.randomUUID() },
      params: options.ifMatch ? { header: { 'If-Match': options.ifMatch } } : {},
    }),
  )
}
