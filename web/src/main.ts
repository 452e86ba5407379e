// The very beginning, small: the app, the first page and who is signed in are asked for at once, because on a weak line
// what is waited for before the next question costs more than what is in the answer.
import { askEarly } from '@/early'
import { showLook, wantsDark, wantsLarge } from '@/look'
import { pageFileOf } from '@/page-files'
import { rememberedKey } from '@/remembered'

const isKnown = localStorage.getItem(rememberedKey) !== null
const { pathname } = location
const first = !isKnown ? '/sign-in' : pathname === '/' ? '/desk' : pathname

showLook(wantsDark(), wantsLarge())
void import('@/app')
if (isKnown) askEarly('/api/v1/session')
// What goes wrong here the router meets again, and says.
void pageFileOf(first)?.().catch(console.warn)
