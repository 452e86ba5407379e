import { expect, it } from 'vitest'

import { grouped, type Item } from './due-groups'

const item = (due: string | null, state: Item['state']): Item => ({
  why: 'overdue', text: '', case: `c-${due}`, number: null, division: '350305101001', due, state,
})

it('groups by state, else by day, soonest first', () => {
  const groups = grouped(
    [
      item('2022-06-08', null), item(null, null), item('2022-06-03', null), item('2022-06-01', 'due_soon'),
      item('2022-05-31', null), item('2022-05-12', 'overdue'), item('2022-05-20', 'paused'),
    ],
    '2022-06-01',
  )
  expect(groups.map((each) => [each.group, each.items.map((one) => one.due)])).toEqual([
    ['overdue', ['2022-05-12', '2022-05-31']],
    ['soon', ['2022-06-01', '2022-06-03']],
    ['later', ['2022-05-20', '2022-06-08', null]],
  ])
})

it('leaves empty groups out', () => expect(grouped([], '2022-06-01')).toEqual([]))
