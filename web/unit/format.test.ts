import { describe, expect, it } from 'vitest'

import { addDays, amount, date, dateTime, daysBetween, localDay, relativeDay, shortDate } from '../src/format'

describe('days', () => {
  it('are written as people write them, without leading zeros', () => {
    expect(date('2022-06-01')).toBe('2022年6月1日')
    expect(shortDate('2022-12-31')).toBe('12月31日')
    expect(date(null)).toBe('')
  })
  it('of an instant are those of UTC+8', () => {
    expect(localDay('2022-05-31T16:00:00Z')).toBe('2022-06-01')
    expect(dateTime('2022-05-31T23:30:00Z')).toBe('2022年6月1日 07:30')
    expect(dateTime('2022-06-01')).toBe('2022年6月1日')
  })
  it('are counted over months and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(daysBetween('2022-06-01', '2022-05-30')).toBe(-2)
    expect(relativeDay('2022-06-02', '2022-06-01')).toBe('明日')
    expect(relativeDay('2022-06-08', '2022-06-01')).toBe('还有7日')
    expect(relativeDay('2022-05-29', '2022-06-01')).toBe('3日前')
  })
})

describe('sums', () => {
  it('have two decimals or none', () => {
    expect(amount(12800.5)).toBe('12,800.50元')
    expect(amount(600)).toBe('600元')
    expect(amount(null)).toBe('')
  })
})
