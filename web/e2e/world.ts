// A server for the tests of one worker, as web/dev-server.sh makes it: the program with the app in it.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const web = fileURLToPath(new URL('..', import.meta.url))

export interface World {
  address: string
  stop: () => Promise<void>
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; ++tries) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${what} does not start`)
}

async function startWorld(port: number): Promise<World> {
  const server = spawn('./dev-server.sh', [String(port)], { cwd: web, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  let isReady = false
  server.stdout.on('data', (text: Buffer) => (isReady ||= text.toString().includes('ready:')))
  await until('the server', async () => isReady)
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM')
    await ended
  }
  return { address: `http://127.0.0.1:${port}`, stop }
}

// One world at a time; every file of tests begins with a new one, so that none depends on what another did.
export class Worlds {
  private file = ''
  private world: World | null = null

  constructor(private readonly port: number) {}

  async of(file: string): Promise<World> {
    if (this.world && this.file === file) return this.world
    await this.stop()
    this.file = file
    this.world = await startWorld(this.port)
    return this.world
  }

  async stop(): Promise<void> {
    await this.world?.stop()
    this.world = null
  }
}
