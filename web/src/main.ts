// The very beginning, small: the app, the first page and who is signed in are asked for at once, because on a weak line
// what is waited for before the next question costs more than what is in the answer.
import { askEarly } from '@/early'
import { showLook, wantsDark, wantsLarge } from '@/look'
import { pageFileOf } from '@/page-files'
import { rememberedKey } from '@/remembered'

// Asked first by these pages, in these words.
const firstQuestions: Record<string, string[]> = {
  '/desk': ['/api/v1/todo', '/api/v1/cases?status=mediating&limit=8'],
  '/board': ['/api/v1/campaigns'],
  '/supervision': ['/api/v1/supervisions'],
  '/consultations': ['/api/v1/consultations/agenda'],
  '/reports': ['/api/v1/reports'],
}
const words = ['/api/v1/vocabulary', '/api/v1/divisions'] // by nearly all
const isKnown = localStorage.getItem(rememberedKey) !== null
const { pathname } = location
const first = !isKnown ? '/sign-in' : pathname === '/' ? '/desk' : pathname

showLook(wantsDark(), wantsLarge())
void import('@/app')
if (isKnown) {
  const ofCase = /^\/cases\/[^/]+$/.test(pathname) ? [`/api/v1${pathname}`, `/api/v1${pathname}/actions`] : []
  const ofPage = firstQuestions[pathname] ?? ofCase
  const questions = ['/api/v1/session', ...(pathname === '/reports' ? [] : words), ...ofPage]
  questions.forEach(askEarly)
}
// What goes wrong here the router meets again, and says.
void pageFileOf(first)?.().catch(console.warn)
