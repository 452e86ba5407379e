import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { guessTypes, guessVillage } from './guess'

const told: [string, string][] = [
  ['两家共用水井的抽水时间和电费分摊不均，多次争吵。', 'neighbour'],
  ['四名木工反映装修队拖欠三月、四月工资，包工头多次推托。', 'wages'],
  ['三轮摩托车与电动自行车在市场口相撞，伤者住院。', 'traffic'],
  ['兄弟二人为赡养母亲的费用和轮住安排争执。', 'marriage_family'],
  ['翻建房屋时地基外移约四十厘米，占用宅基地。', 'housing'],
  ['坡地重新划分后，三户对界石位置有争议。', 'land'],
  ['道路拓宽征用菜地，对青苗补偿有异议。', 'expropriation'],
  ['养殖场粪水排进海沟，臭气熏人。', 'environment'],
  ['小区业主要求物业公开账目。', 'property_service'],
  ['向邻村人借款两万元，写有借条，到期不还。', 'other'],
  ['买的冰柜三天不制冷，商家拒绝退款。', 'consumer'],
  ['在门诊部拔牙后感染。', 'medical'],
  ['被邻居的狗咬伤小腿，打了疫苗，要求赔医药费。', 'damages'],
]

describe('guessTypes', () => {
  it.each(told)('%s → %s', (text, type) => expect(guessTypes(text)[0]).toBe(type))

  it('guesses nothing from nothing', () => expect(guessTypes('双方发生矛盾')).toEqual([]))

  it('is right at first for most disputes of the demo years, and nearly always among the first three', () => {
    const lines = ['02-2021', '03-2022'].flatMap((name) =>
      readFileSync(new URL(`../../../../data/demo/${name}.jsonl`, import.meta.url), 'utf8').trim().split('\n'),
    )
    const cases = lines
      .map((line) => JSON.parse(line) as { do: string; type: string; summary: string })
      .filter((command) => command.do === 'case.register')
    const misses = cases.filter((each) => guessTypes(each.summary)[0] !== each.type)
    const far = cases.filter((each) => !(guessTypes(each.summary).slice(0, 3) as string[]).includes(each.type))
    expect(1 - misses.length / cases.length).toBeGreaterThan(0.75)
    expect(1 - far.length / cases.length).toBeGreaterThan(0.9)
  })
})

describe('guessVillage', () => {
  const villages = [
    { division: '1', name: '营边社区居委会' },
    { division: '2', name: '东红村委会' },
    { division: '3', name: '东红新村委会' },
  ]
  it('finds the village in the text', () => {
    expect(guessVillage('营边王家与李家', villages)).toBe('1')
    expect(guessVillage('东红村两家', villages)).toBe('2')
    expect(guessVillage('东红新村两家', villages)).toBe('3')
    expect(guessVillage('东红镇的营边', villages)).toBe('1')
  })
  it('leaves it open when several or none are named', () => {
    expect(guessVillage('营边与东红两村', villages)).toBeNull()
    expect(guessVillage('两家', villages)).toBeNull()
  })
})
