import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'

import { groupsFor, mayOpen } from '@/navigation'
import { useSession } from '@/stores/session'
import { t } from '@/texts/shell'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    // Without the shell's navigation, and open before everything is in order with the account.
    bare?: boolean
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => useSession().home },
  { path: '/sign-in', component: () => import('@/pages/sign-in/sign-in-page.vue'), meta: { title: t('signIn'), bare: true } },
  { path: '/password', component: () => import('@/pages/sign-in/password-page.vue'), meta: { title: t('passwordPage'), bare: true } },
  {
    path: '/second-factor',
    component: () => import('@/pages/sign-in/second-factor-page.vue'),
    meta: { title: t('secondFactorPage'), bare: true },
  },
  { path: '/desk', component: () => import('@/pages/desk/desk-page.vue'), meta: { title: t('desk') } },
  { path: '/register', component: () => import('@/pages/register/register-page.vue'), meta: { title: t('register') } },
  { path: '/cases', component: () => import('@/pages/cases/case-list-page.vue'), meta: { title: t('cases') } },
  { path: '/cases/:case', component: () => import('@/pages/cases/case-page.vue'), props: true, meta: { title: t('case') } },
  {
    path: '/cases/:case/do/:command',
    component: () => import('@/pages/cases/command-page.vue'),
    props: true,
    meta: { title: t('command') },
  },
  { path: '/outbox', component: () => import('@/pages/outbox/outbox-page.vue'), meta: { title: t('outbox') } },
  { path: '/outbox/:seq', component: () => import('@/pages/outbox/edit-page.vue'), props: true, meta: { title: t('outbox') } },
  { path: '/board', component: () => import('@/pages/board/board-page.vue'), meta: { title: t('board') } },
  { path: '/supervision', component: () => import('@/pages/supervision/supervision-page.vue'), meta: { title: t('supervision') } },
  {
    path: '/consultations',
    component: () => import('@/pages/consultations/consultations-page.vue'),
    meta: { title: t('consultations') },
  },
  {
    path: '/consultations/:consultation',
    component: () => import('@/pages/consultations/minutes-page.vue'),
    props: true,
    meta: { title: t('consultations') },
  },
  { path: '/statistics', component: () => import('@/pages/statistics/statistics-page.vue'), meta: { title: t('statistics') } },
  { path: '/reports', component: () => import('@/pages/reports/reports-page.vue'), meta: { title: t('reports') } },
  { path: '/organisation', component: () => import('@/pages/organisation/organisation-page.vue'), meta: { title: t('organisation') } },
  { path: '/system', redirect: () => firstSystemPage() },
  { path: '/system/overview', component: () => import('@/pages/system/overview-page.vue'), meta: { title: t('overview') } },
  { path: '/system/accounts', component: () => import('@/pages/system/accounts-page.vue'), meta: { title: t('accounts') } },
  { path: '/system/security', component: () => import('@/pages/system/security-page.vue'), meta: { title: t('security') } },
  { path: '/system/tokens', component: () => import('@/pages/system/tokens-page.vue'), meta: { title: t('tokens') } },
  { path: '/system/webhooks', component: () => import('@/pages/system/webhooks-page.vue'), meta: { title: t('webhooks') } },
  { path: '/system/policy', component: () => import('@/pages/system/policy-page.vue'), meta: { title: t('policy') } },
  { path: '/system/calendar', component: () => import('@/pages/system/calendar-page.vue'), meta: { title: t('calendar') } },
  { path: '/system/audit', component: () => import('@/pages/system/audit-page.vue'), meta: { title: t('audit') } },
  { path: '/system/feed', component: () => import('@/pages/system/feed-page.vue'), meta: { title: t('feed') } },
  { path: '/system/backup', component: () => import('@/pages/system/backup-page.vue'), meta: { title: t('backup') } },
  { path: '/:rest(.*)*', component: () => import('@/pages/not-found-page.vue'), meta: { title: t('notFound') } },
]

function firstSystemPage(): string {
  const items = groupsFor(useSession().role).flatMap((group) => group.items)
  return items.find((item) => item.path.startsWith('/system'))?.path ?? '/system/tokens'
}

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
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
