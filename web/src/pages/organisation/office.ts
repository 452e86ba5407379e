// What the page shows of the office on a day: who and what is there, filtered.
import { answer, client } from '@/api/client'
import type { Shape } from '@/api/types'

export interface Office {
  bodies: Shape<'Organisation'>[]
  mediators: Shape<'Mediator'>[]
  elders: Shape<'Elder'>[]
  villages: Shape<'DivisionRow'>[]
}

// `withElders`: who sees no cases is not told of elders either.
export async function officeOn(day: string, withElders: boolean, withLeft: boolean): Promise<Office> {
  const params = { query: { as_of: day, left: withLeft } }
  const [bodies, mediators, elders, divisions] = await Promise.all([
    answer(client.GET('/api/v1/organisations', { params })),
    answer(client.GET('/api/v1/mediators', { params })),
    withElders ? answer(client.GET('/api/v1/elders', { params })) : [],
    answer(client.GET('/api/v1/divisions', { params: { query: { as_of: day } } })),
  ])
  return { bodies, mediators, elders, villages: divisions.filter((row) => row.level === 'village') }
}

export interface Wanted {
  text: string
  division: string | null
}

// The day somebody leaves is no day in office any more.
const isThere = (until: string | null, day: string): boolean => until === null || until > day

export function filtered(office: Office, wanted: Wanted, nameOf: (division: string) => string): Office {
  const fits = (division: string, ...texts: string[]): boolean =>
    (!wanted.division || division === wanted.division) &&
    [...texts, nameOf(division)].some((text) => text.includes(wanted.text.trim()))
  const orgName = new Map(office.bodies.map((body) => [body.org, body.name]))
  return {
    bodies: office.bodies.filter((body) => fits(body.division, body.name, body.short)),
    mediators: office.mediators.filter((person) => fits(person.division, person.name, orgName.get(person.org) ?? '')),
    elders: office.elders.filter((person) => fits(person.division, person.name)),
    villages: office.villages.filter((row) => fits(row.division)),
  }
}

export function countsOf(office: Office, day: string) {
  const mediators = office.mediators.filter((person) => isThere(person.until, day))
  return {
    bodies: office.bodies.filter((body) => isThere(body.dissolved, day)).length,
    mediators: mediators.length,
    full: mediators.filter((person) => person.full_time).length,
    elders: office.elders.filter((person) => isThere(person.until, day)).length,
    seats: office.villages.reduce((sum, row) => sum + (row.seats ?? 0), 0),
  }
}
