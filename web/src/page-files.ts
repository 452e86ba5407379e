// The file of every page, by the path it stands at. The router takes them from here, and so does the very beginning
// (main.ts), which asks for the first page while the rest of the app is still on its way: so nothing is imported here.
export const pageFiles = {
  '/sign-in': () => import('@/pages/sign-in/sign-in-page.vue'),
  '/password': () => import('@/pages/sign-in/password-page.vue'),
  '/second-factor': () => import('@/pages/sign-in/second-factor-page.vue'),
  '/desk': () => import('@/pages/desk/desk-page.vue'),
  '/register': () => import('@/pages/register/register-page.vue'),
  '/cases': () => import('@/pages/cases/case-list-page.vue'),
  '/cases/:case': () => import('@/pages/cases/case-page.vue'),
  '/cases/:case/do/:command': () => import('@/pages/cases/command-page.vue'),
  '/outbox': () => import('@/pages/outbox/outbox-page.vue'),
  '/outbox/:seq': () => import('@/pages/outbox/edit-page.vue'),
  '/board': () => import('@/pages/board/board-page.vue'),
  '/supervision': () => import('@/pages/supervision/supervision-page.vue'),
  '/consultations': () => import('@/pages/consultations/consultations-page.vue'),
  '/consultations/:consultation': () => import('@/pages/consultations/minutes-page.vue'),
  '/statistics': () => import('@/pages/statistics/statistics-page.vue'),
  '/reports': () => import('@/pages/reports/reports-page.vue'),
  '/organisation': () => import('@/pages/organisation/organisation-page.vue'),
  '/system/overview': () => import('@/pages/system/overview-page.vue'),
  '/system/accounts': () => import('@/pages/system/accounts-page.vue'),
  '/system/security': () => import('@/pages/system/security-page.vue'),
  '/system/tokens': () => import('@/pages/system/tokens-page.vue'),
  '/system/webhooks': () => import('@/pages/system/webhooks-page.vue'),
  '/system/policy': () => import('@/pages/system/policy-page.vue'),
  '/system/calendar': () => import('@/pages/system/calendar-page.vue'),
  '/system/audit': () => import('@/pages/system/audit-page.vue'),
  '/system/feed': () => import('@/pages/system/feed-page.vue'),
  '/system/backup': () => import('@/pages/system/backup-page.vue'),
  '/:rest(.*)*': () => import('@/pages/not-found-page.vue'),
}
export type PagePath = keyof typeof pageFiles

// The most exact of them that the path fits: one without a parameter stands before one with it.
export function pageFileOf(path: string): (() => Promise<unknown>) | null {
  const fits = (pattern: string): boolean => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path)
  const found = (Object.keys(pageFiles) as PagePath[]).find((pattern) => fits(pattern))
  return found ? pageFiles[found] : null
}
