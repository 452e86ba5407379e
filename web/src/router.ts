import { createRouter, createWebHistory, START_LOCATION, type RouteMeta, type RouteRecordRaw, type RouteRecordSingleView } from 'vue-router'

import { groupsFor, mayOpen } from '@/navigation'
import { pageFiles, type PagePath } from '@/page-files'
import { useSession } from '@/stores/session'
import { t } from '@/texts/shell'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    // Without the shell's navigation, and open before everything is in order with the account.
    bare?: boolean
  }
}

const page = (path: PagePath, title: Parameters<typeof t>[0], more: Partial<RouteRecordSingleView> = {}): RouteRecordRaw => ({
  path, component: pageFiles[path], ...more, meta: { title: t(title), ...more.meta },
})
const bare = { meta: { bare: true } as RouteMeta }
const withProps = { props: true }

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => useSession().home },
  page('/sign-in', 'signIn', bare),
  page('/password', 'passwordPage', bare),
  page('/second-factor', 'secondFactorPage', bare),
  page('/desk', 'desk'),
  page('/register', 'register'),
  page('/cases', 'cases'),
  page('/cases/:case', 'case', withProps),
  page('/cases/:case/do/:command', 'command', withProps),
  page('/outbox', 'outbox'),
  page('/outbox/:seq', 'outbox', withProps),
  page('/board', 'board'),
  page('/supervision', 'supervision'),
  page('/consultations', 'consultations'),
  page('/consultations/:consultation', 'consultations', withProps),
  page('/statistics', 'statistics'),
  page('/reports', 'reports'),
  page('/organisation', 'organisation'),
  { path: '/system', redirect: () => firstSystemPage() },
  page('/system/overview', 'overview'),
  page('/system/accounts', 'accounts'),
  page('/system/security', 'security'),
  page('/system/tokens', 'tokens'),
  page('/system/webhooks', 'webhooks'),
  page('/system/policy', 'policy'),
  page('/system/calendar', 'calendar'),
  page('/system/audit', 'audit'),
  page('/system/feed', 'feed'),
  page('/system/backup', 'backup'),
  page('/:rest(.*)*', 'notFound'),
]

function firstSystemPage(): string {
  const items = groupsFor(useSession().role).flatMap((group) => group.items)
  return items.find((item) => item.path.startsWith('/system'))?.path ?? '/system/tokens'
}

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, from, saved) => saved ?? (from === START_LOCATION ? false : { top: 0 }),
})

router.beforeEach(async (to) => {
  const session = useSession()
  if (!session.asked) await session.load().catch(() => undefined)
  if (session.firstStep && to.path !== session.firstStep)
    return { path: session.firstStep, query: to.path === '/' || to.meta.bare ? {} : { back: to.fullPath } }
  if (session.ready && to.path === '/sign-in') return backFrom(to.query.back) ?? session.home
  if (!mayOpen(to.path, session.role)) return session.home
  return true
})

router.afterEach((to) => {
  document.title = `${to.meta.title} · ${t('product')}`
})

// A page of this app, never another address.
export function backFrom(back: unknown): string | null {
  return typeof back === 'string' && back.startsWith('/') && !back.startsWith('//') ? back : null
}
