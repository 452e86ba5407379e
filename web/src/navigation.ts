// What stands in the side navigation and the bottom bar, by role. One list, so that both agree with the routes.
import type { Component } from 'vue'
import {
  Aim, AlarmClock, Bell, Calendar, ChatLineSquare, DataAnalysis, Document, EditPen, Files, FolderChecked, HomeFilled, Key, Lock, Memo, Odometer,
  OfficeBuilding, Promotion, Setting, User,
} from '@element-plus/icons-vue'

import type { Role } from '@/api/types'
import { t } from '@/texts/shell'

export interface Item {
  path: string
  text: string
  icon: Component
  roles: Role[]
  // In the bottom bar of the phone, where there is room for four.
  bar?: boolean
}
export interface Group {
  text: string
  items: Item[]
}

const all: Role[] = ['mediator', 'village_lead', 'clerk', 'supervisor', 'admin', 'security', 'auditor']
const office: Role[] = ['mediator', 'village_lead', 'clerk', 'supervisor']

export const groups: Group[] = [
  {
    text: t('caseWork'),
    items: [
      { path: '/desk', text: t('desk'), icon: HomeFilled, roles: office, bar: true },
      { path: '/register', text: t('register'), icon: EditPen, roles: office, bar: true },
      { path: '/cases', text: t('cases'), icon: Files, roles: office, bar: true },
    ],
  },
  {
    text: t('leading'),
    items: [
      { path: '/board', text: t('board'), icon: Aim, roles: office, bar: true },
      { path: '/supervision', text: t('supervision'), icon: Bell, roles: office },
      { path: '/consultations', text: t('consultations'), icon: ChatLineSquare, roles: office },
    ],
  },
  {
    text: t('counting'),
    items: [
      { path: '/statistics', text: t('statistics'), icon: DataAnalysis, roles: office },
      { path: '/reports', text: t('reports'), icon: Document, roles: office },
      { path: '/organisation', text: t('organisation'), icon: OfficeBuilding, roles: all },
    ],
  },
  {
    text: t('system'),
    items: [
      { path: '/system/overview', text: t('overview'), icon: Odometer, roles: ['admin', 'security', 'auditor'], bar: true },
      { path: '/system/accounts', text: t('accounts'), icon: User, roles: ['admin', 'security'], bar: true },
      { path: '/system/security', text: t('security'), icon: Lock, roles: ['security'], bar: true },
      { path: '/system/audit', text: t('audit'), icon: Memo, roles: ['auditor'], bar: true },
      { path: '/system/webhooks', text: t('webhooks'), icon: Promotion, roles: ['admin'], bar: true },
      { path: '/system/policy', text: t('policy'), icon: Setting, roles: ['clerk', 'supervisor', 'admin'] },
      { path: '/system/calendar', text: t('calendar'), icon: Calendar, roles: ['clerk', 'supervisor', 'admin'] },
      { path: '/system/tokens', text: t('tokens'), icon: Key, roles: all },
      { path: '/system/feed', text: t('feed'), icon: AlarmClock, roles: office },
      { path: '/system/backup', text: t('backup'), icon: FolderChecked, roles: ['admin'] },
    ],
  },
]

export function groupsFor(role: Role | null): Group[] {
  if (!role) return []
  return groups
    .map((group) => ({ ...group, items: group.items.filter((item) => item.roles.includes(role)) }))
    .filter((group) => group.items.length > 0)
}

export function mayOpen(path: string, role: Role | null): boolean {
  const item = groups.flatMap((group) => group.items).find((each) => path === each.path || path.startsWith(`${each.path}/`))
  return !item || (role !== null && item.roles.includes(role))
}
