// The board alone on a big screen: no bars, larger type; Escape ends it.
import './big-screen.css'

const root = document.documentElement

function follow(): void {
  if (!document.fullscreenElement) leaveBigScreen()
}

export async function enterBigScreen(): Promise<void> {
  await root.requestFullscreen().catch(() => undefined)
  if (!document.fullscreenElement) return
  root.classList.add('big-screen')
  document.addEventListener('fullscreenchange', follow)
}

export function leaveBigScreen(): void {
  root.classList.remove('big-screen')
  document.removeEventListener('fullscreenchange', follow)
  if (document.fullscreenElement) void document.exitFullscreen()
}
