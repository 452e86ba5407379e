import { describe, expect, it } from 'vitest'

import { linesOf, type Figure } from './segments'

const figure = (metric: string, value: number, sentence: string): Figure => ({ metric, name: metric, value, sentence, cases: [] })
const found = '全年共排查矛盾纠纷144件，已化解144件，调处成功率100%。'
const levels = '村级化解139件。'

describe('linesOf', () => {
  const lines = linesOf({
    text: `标题\n　　自10月14日起开展。${found}${levels}\n　　其中就地化解139件。\n`,
    figures: [figure('screened', 144, found), figure('settled', 144, found), figure('settled.village', 139, levels), figure('meetings', 14, '会商14次。')],
    rates: [{ metric: 'settled/screened', text: '100%', numerator: 144, denominator: 144, sentence: found }],
  })
  const numbers = lines.flatMap((line) => line.segments).filter((segment) => segment.figure ?? segment.rate)

  it('gives each number its own figure, in the order of the sentence, and no date', () => {
    expect(numbers.map((segment) => segment.figure?.metric ?? segment.rate?.metric)).toEqual([
      'screened', 'settled', 'settled/screened', 'settled.village', 'settled.village',
    ])
  })
  it('keeps the text and its headings', () => {
    expect(lines.map((line) => line.heading)).toEqual([true, false, false])
    expect(lines[1]?.segments.map((segment) => segment.text).join('')).toBe(`自10月14日起开展。${found}${levels}`)
  })
})
