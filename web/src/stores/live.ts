import { defineStore } from 'pinia'
import { onScopeDispose, ref } from 'vue'

// What has changed, never its content. `null`: so much that everything has to be read anew.
export interface Change {
  position: number
  event: string
  case: string | null
  version?: number
  division: string | null
  recorded: string
}
type Listener = (changes: Change[] | null) => void

// Several commands at once make several events: pages hear of them together.
const gatheredMs = 300

export const useLive = defineStore('live', () => {
  const connected = ref(false)
  const listeners = new Set<Listener>()
  let source: EventSource | null = null
  let gathered: Change[] | null = []
  let timer: number | undefined

  function tell(): void {
    const changes = gathered
    gathered = []
    timer = undefined
    for (const listener of [...listeners]) listener(changes)
  }

  function gather(change: Change | null): void {
    if (change === null) gathered = null
    else gathered?.push(change)
    timer ??= window.setTimeout(tell, gatheredMs)
  }

  function connect(): void {
    if (source) return
    source = new EventSource('/api/v1/events')
    source.onopen = () => (connected.value = true)
    source.onerror = () => (connected.value = false)
    source.addEventListener('change', (message) => gather(JSON.parse(message.data as string) as Change))
    source.addEventListener('reload', () => gather(null))
  }

  function disconnect(): void {
    source?.close()
    source = null
    connected.value = false
    window.clearTimeout(timer)
    timer = undefined
    gathered = []
  }

  return { connected, connect, disconnect, listeners }
})

// In a component's setup: calls back when something has changed, as long as the component is there.
export function onChange(callback: Listener): void {
  const { listeners } = useLive()
  listeners.add(callback)
  onScopeDispose(() => listeners.delete(callback))
}

// The same for one case.
export function onCaseChange(id: () => string, callback: () => void): void {
  onChange((changes) => {
    if (changes === null || changes.some((change) => change.case === id())) callback()
  })
}
