// A server for the tests of one worker, as web/dev-server.sh makes it, and the built app before it: the program itself
// where it serves the app, else `vite preview`.
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const web = fileURLToPath(new URL('..', import.meta.url))

export interface World {
  address: string
  stop: () => Promise<void>
}

async function answers(address: string, isRight: (response: Response) => boolean): Promise<boolean> {
  return fetch(address).then(isRight, () => false)
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; ++tries) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${what} does not start`)
}

function start(command: string, given: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(command, given, { cwd: web, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
}

async function startWorld(port: number): Promise<World> {
  const server = start('./dev-server.sh', [String(port)])
  const running = [server]
  let isReady = false
  server.stdout?.on('data', (text: Buffer) => (isReady ||= text.toString().includes('ready:')))
  await until('the server', async () => isReady)
  let address = `http://127.0.0.1:${port}`
  const isPage = (response: Response): boolean =>
    response.ok && (response.headers.get('Content-Type') ?? '').startsWith('text/html')
  if (!(await answers(`${address}/`, isPage))) {
    const own = port - 4000
    running.push(
      start('node', ['node_modules/vite/bin/vite.js', 'preview', '--port', String(own), '--strictPort'], { TIAOJIE_SERVER: address }),
    )
    address = `http://127.0.0.1:${own}`
    await until('vite preview', () => answers(`${address}/`, isPage))
  }
  const ended = running.map((each) => new Promise((resolve) => each.once('exit', resolve)))
  const stop = async (): Promise<void> => {
    running.forEach((each) => each.kill('SIGTERM'))
    await Promise.all(ended)
  }
  return { address, stop }
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
