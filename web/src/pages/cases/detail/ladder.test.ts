import { describe, expect, it } from 'vitest'

import type { Shape } from '@/api/types'
import { rungsOf } from './ladder'

const entry = (event: string, at: string, more: object = {}) =>
  ({ event, at, recorded: at, by: 'lin', late: false, case: 'c-1', ...more }) as unknown as Shape<'HistoryEntry'>

const climbed = [
  entry('CaseRegistered', '2022-04-19'),
  entry('CaseAccepted', '2022-04-20', { stage: 'assigned_mediation' }),
  entry('StageEscalated', '2022-05-10T10:00:00+08:00', { from: 'assigned_mediation', to: 'town_mediation' }),
]

describe('the rungs of a case', () => {
  it('a case not accepted stands before the first rung', () => {
    const rungs = rungsOf({ history: climbed.slice(0, 1), stage: null, status: 'registered' }, '2022-06-01')
    expect(rungs.map((rung) => rung.state)).toEqual(['next', 'later', 'later', 'later', 'later'])
  })

  it('rungs passed over are named so, the present one counts its days to today', () => {
    const rungs = rungsOf({ history: climbed, stage: 'town_mediation', status: 'mediating' }, '2022-06-01')
    expect(rungs.map((rung) => rung.state)).toEqual(['before', 'skipped', 'skipped', 'now', 'next'])
    expect(rungs.map((rung) => rung.days)).toEqual([20, 0, 0, 22, 0])
  })

  it('sent back: both stays on the rung count', () => {
    const history = [...climbed, entry('StageReturned', '2022-05-20', { from: 'town_mediation', to: 'assigned_mediation' })]
    const rungs = rungsOf({ history, stage: 'assigned_mediation', status: 'mediating' }, '2022-06-01')
    expect(rungs[0]).toEqual({ stage: 'assigned_mediation', state: 'now', days: 32, times: 2, since: '2022-05-20' })
    expect(rungs[3]?.state).toBe('before')
  })

  it('settled: the days end there', () => {
    const history = [...climbed.slice(0, 2), entry('AgreementReached', '2022-04-25')]
    const rungs = rungsOf({ history, stage: 'assigned_mediation', status: 'settled' }, '2022-06-01')
    expect(rungs[0]).toMatchObject({ state: 'end', days: 5 })
    expect(rungs[1]?.state).toBe('later')
  })
})
