// Photographs and papers: sent before the command that names them. Without signal the file is held here under a name of
// its own until the command is given; the outbox then takes both.
import { answer, client } from '@/api/client'

const patience = 120_000
const prefix = 'held-'
const held = new Map<string, Blob>()

export function holdFile(file: Blob): string {
  const name = `${prefix}${crypto.randomUUID()}`
  held.set(name, file)
  return name
}
export const heldFile = (name: string): Blob | null => held.get(name) ?? null
export const isHeld = (name: string): boolean => name.startsWith(prefix)
export const letGo = (name: string): boolean => held.delete(name)

// The name of the file on the server.
export async function sendFile(id: string, file: Blob): Promise<string> {
  const stored = await answer(
    client.POST('/api/v1/cases/{case}/files', {
      params: { path: { case: id } },
      body: file as unknown as string,
      bodySerializer: (body) => body,
      headers: { 'Content-Type': file.type },
      signal: AbortSignal.timeout(patience),
    }),
  )
  return stored.file
}
