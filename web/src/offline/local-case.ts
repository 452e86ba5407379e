// What a case looks like on this machine, with what waits in the outbox: so that one can go on with a case, also with one
// the server has not heard of. A guess for the screen; when it is sent, the server decides.
import type { Command, CommandOf, Shape } from '@/api/types'
import { localDay } from '@/format'
import { database } from './database'
import { get } from './kept'
import { caseOf, list } from './outbox'
import { openVault, unseal } from './vault'

type Case = Shape<'Case'>
type Stage = Shape<'Stage'>
type Action = Shape<'Action'>
type Row = Shape<'CaseRow'>

const ladder: Stage[] = ['assigned_mediation', 'elders_hearing', 'villagers_review', 'town_mediation', 'district_mediation']
const levelOf = (stage: Stage): Shape<'Level'> =>
  stage === 'town_mediation' ? 'town' : stage === 'district_mediation' ? 'district' : 'village'

const always = ['correct', 'paper']
const allowedIn: Record<Shape<'Status'>, string[]> = {
  registered: ['accept', 'refuse', 'withdraw'],
  mediating: ['session', 'hearing', 'review', 'settle', 'escalate', 'assign', 'suspend', 'extend', 'terminate', 'withdraw'],
  suspended: ['resume', 'terminate', 'withdraw'],
  settled: ['perform', 'default', 'follow_up', 'confirm', 'reopen', 'strike_off'],
  terminated: ['follow_up', 'reopen', 'strike_off'],
  refused: [], withdrawn: [], merged: [],
}
const onRung: Record<string, Stage> = { hearing: 'elders_hearing', review: 'villagers_review' }

function opened(command: CommandOf<'case.register'>): Case {
  const day = localDay(command.at ?? '')
  return {
    case: command.case ?? '', number: null, status: 'registered', stage: null, level: null, type: command.type,
    source: command.source, division: command.division, org: command.org, registered: day, settled: null, due: null,
    state: null, version: 0, summary: command.summary, amount: command.amount ?? null, people: command.people ?? null,
    major: command.major ?? false,
    parties: command.parties.map((party) => ({ id_number: null, phone: null, address: null, birth: null, ...party, masked: false })),
    accepted: null, mediators: [], official: null, plan: null, agreement: null, reopened: 0, struck_off: null,
    archived: null, merged_into: null, history: [], papers: [], deadlines: [], duties: [], campaigns: [], notices: [], decisions: [],
  }
}

const onStage = (found: Case, stage: Stage): Case => ({ ...found, status: 'mediating', stage, level: levelOf(stage) })

// The case after a command, as far as it concerns what may be done next.
export function after(found: Case, command: Command): Case {
  switch (command.do) {
    case 'case.accept': {
      const day = localDay(command.at ?? '')
      const { mediators, official = null } = command
      return { ...onStage(found, command.stage ?? 'assigned_mediation'), accepted: day, mediators, official }
    }
    case 'case.assign':
      return { ...found, mediators: command.mediators, official: command.official ?? found.official, plan: command.plan ?? found.plan }
    case 'case.escalate':
      return onStage(found, command.to ?? ladder[ladder.indexOf(found.stage ?? 'assigned_mediation') + 1] ?? 'district_mediation')
    case 'case.return':
      return onStage(found, command.to)
    case 'case.reopen':
      return onStage(found, command.stage ?? found.stage ?? 'assigned_mediation')
    case 'case.settle':
      return { ...found, status: 'settled', settled: localDay(command.at ?? '') }
    case 'case.refuse':
      return { ...found, status: 'refused' }
    case 'case.terminate':
      return { ...found, status: 'terminated' }
    case 'case.withdraw':
      return { ...found, status: 'withdrawn' }
    case 'case.suspend':
      return { ...found, status: 'suspended' }
    case 'case.resume':
      return { ...found, status: 'mediating' }
    case 'organisation.found': case 'organisation.dissolve': case 'mediator.appoint': case 'mediator.remove':
    case 'elder.enrol': case 'elder.retire': case 'representatives.set': case 'screening.record': case 'policy.set':
    case 'calendar.load': case 'campaign.launch': case 'campaign.close': case 'consultation.hold':
    case 'consultation.done': case 'case.register': case 'case.session': case 'case.hearing': case 'case.review':
    case 'case.perform': case 'case.default': case 'case.confirm': case 'case.follow_up': case 'case.extend':
    case 'case.correct': case 'case.merge': case 'case.paper': case 'case.strike_off': case 'case.archive':
    case 'supervision.issue': case 'supervision.sign': case 'supervision.reply': case 'supervision.cancel':
      return found
    default: // none is left: a new command must say here what it does to a case
      command satisfies never
      return found
  }
}

async function names(): Promise<Map<string, string>> {
  const groups = (await get('/api/v1/vocabulary'))?.body as Record<string, { name: string; chinese: string }[]> | undefined
  return new Map((groups?.CommandName ?? []).map((word) => [word.name, word.chinese]))
}

async function actionsOf(found: Case): Promise<Action[]> {
  const chinese = await names()
  const allowed = [...allowedIn[found.status], ...always]
  return allowed
    .filter((name) => !onRung[name] || onRung[name] === found.stage)
    .map((name) => ({ do: `case.${name}` as Action['do'], name: chinese.get(`case.${name}`) ?? name, allowed: true, missing: [] }))
}

async function commandsOn(id?: string): Promise<Command[]> {
  const unsent = (await list()).filter((item) => item.state !== 'sent')
  return unsent.map((item) => item.command).filter((command) => caseOf(command) !== null && (!id || caseOf(command) === id))
}

export function projected(kept: Case | null, commands: Command[]): Case | null {
  const first = commands[0]
  const start = kept ?? (first?.do === 'case.register' ? opened(first) : null)
  return start && commands.reduce(after, start)
}

async function keptCases(): Promise<Case[]> {
  const vault = openVault()
  if (!vault) return []
  const range = IDBKeyRange.bound([vault.id, 'case', 0], [vault.id, 'case', Infinity])
  const rows = await (await database()).getAllFromIndex('kept', 'age', range)
  const whole = rows.filter((row) => /^\/api\/v1\/cases\/[^/]+$/.test(row.path))
  return Promise.all(whole.map((row) => unseal<Case>(vault, row.sealed)))
}

const rowOf = ({ case: id, number, status, stage, level, type, source, division, org, registered, settled, due, state }: Case): Row =>
  ({ case: id, number, status, stage, level, type, source, division, org, registered, settled, due, state })

const filters = ['status', 'stage', 'level', 'type', 'source', 'division', 'org'] as const
const fits = (query: URLSearchParams) => (found: Case): boolean => {
  const words = query.get('q')?.trim()
  const text = `${found.case}${found.number ?? ''}${found.summary}${found.parties.map((party) => party.name).join(' ')}`
  return filters.every((name) => !query.get(name) || found[name] === query.get(name)) && (!words || text.includes(words))
}

async function page(query: URLSearchParams, kept: Shape<'CasePage'> | null): Promise<Shape<'CasePage'>> {
  const commands = await commandsOn()
  const about = (id: string): Command[] => commands.filter((command) => caseOf(command) === id)
  const fresh = commands
    .filter((command) => command.do === 'case.register')
    .map((command) => projected(null, about(caseOf(command) ?? '')))
    .filter((found): found is Case => found !== null && fits(query)(found))
    .map(rowOf)
  if (query.get('cursor')) return kept ?? { items: [], next: null, total: 0, total_is_exact: true }
  const here = kept?.items ?? (await keptCases()).filter(fits(query)).map(rowOf)
  const items = [...fresh.reverse(), ...here.filter((row) => !fresh.some((each) => each.case === row.case))]
  return { items, next: kept?.next ?? null, total: (kept?.total ?? here.length) + fresh.length, total_is_exact: kept?.total_is_exact ?? false }
}

// The answer to a question about cases, from what is kept and what waits; null when nothing is known.
export async function withOutbox(path: string, kept: unknown): Promise<unknown> {
  const { pathname, searchParams } = new URL(path, location.origin)
  if (pathname === '/api/v1/cases') return page(searchParams, kept as Shape<'CasePage'> | null)
  const [, id, part] = /^\/api\/v1\/cases\/([^/]+)(?:\/(\w+))?$/.exec(pathname) ?? []
  if (!id) return kept
  const name = decodeURIComponent(id)
  const commands = await commandsOn(name)
  const whole = part ? (((await get(`/api/v1/cases/${id}`))?.body ?? null) as Case | null) : (kept as Case | null)
  const found = projected(whole, commands)
  if (!part) return found
  if (part === 'actions' && found && (commands.length || !kept)) return actionsOf(found)
  return kept ?? (found ? found[part === 'history' ? 'history' : 'deadlines'] : null)
}
