// What the text of a dispute tells of its kind and place. A guess is shown and can be changed; it is never binding.
import type { Shape } from '@/api/types'
import { keywords } from './keywords'

type DisputeType = Shape<'DisputeType'>

const weights = [3, 1]

function scoreOf(text: string, lists: readonly string[]): number {
  return lists.reduce(
    (sum, list, index) => sum + list.split(' ').filter((word) => text.includes(word)).length * weights[index],
    0,
  )
}

// The kinds that the text speaks for, the likeliest first; none when it says nothing.
export function guessTypes(text: string): DisputeType[] {
  return (Object.keys(keywords) as DisputeType[])
    .map((type) => ({ type, score: scoreOf(text, keywords[type] ?? []) }))
    .filter((each) => each.score > 0)
    .sort((left, right) => right.score - left.score)
    .map((each) => each.type)
}

const spokenName = (name: string): string => name.replace(/(社区)?(村委会|居委会|村民委员会|居民委员会)$/, '').replace(/(村|社区)$/, '')

// The village that the text names; when it names two, none.
export function guessVillage(text: string, villages: Pick<Shape<'DivisionRow'>, 'division' | 'name'>[]): string | null {
  // The town's name is often a village's too.
  const plain = text.replace(/..镇/g, '')
  const named = villages.filter((village) => {
    const name = spokenName(village.name)
    return name.length > 1 && plain.includes(name)
  })
  // 前云 and 前云新 both stand in 前云新村: the longest is meant.
  const longest = named.filter((one) => !named.some((other) => other !== one && spokenName(other.name).includes(spokenName(one.name))))
  return longest.length === 1 ? longest[0].division : null
}
