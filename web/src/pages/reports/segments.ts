// The text of the report cut into words and numbers, so that each number opens what is behind it. The server names each
// figure once with its sentence; a number that is said again later belongs to the figure of the same value.
import type { Shape } from '@/api/types'

export type Figure = Shape<'Figure'>
export type Rate = Shape<'ReportRate'>
export interface Segment {
  text: string
  figure?: Figure
  rate?: Rate
}
export interface Line {
  heading: boolean
  segments: Segment[]
}
export interface ReportText {
  text: string
  figures: readonly Figure[]
  rates: readonly Rate[]
}

// Numbers of dates are no figures.
const number = /\d+(?:\.\d+)?%?(?![\d年月日.])/g

function figureFor(value: string, own: Figure[], all: readonly Figure[]): Figure | undefined {
  const at = own.findIndex((figure) => String(figure.value) === value)
  if (at >= 0) return own.splice(at, 1)[0]
  return all.find((figure) => String(figure.value) === value)
}

function cutSentence(text: string, report: ReportText): Segment[] {
  const own = report.figures.filter((figure) => text.includes(figure.sentence))
  const out: Segment[] = []
  let done = 0
  for (const match of text.matchAll(number)) {
    const [value] = match
    const before = text.slice(0, match.index)
    // The middle of a longer number, as the 0 of 10月.
    if (/[\d.]$/.test(before)) continue
    const rate = value.endsWith('%') ? report.rates.find((each) => each.text === value) : undefined
    const figure = value.endsWith('%') ? undefined : figureFor(value, own, report.figures)
    if (!rate && !figure) continue
    out.push({ text: text.slice(done, match.index) }, { text: value, figure, rate })
    done = match.index + value.length
  }
  out.push({ text: text.slice(done) })
  return out.filter((segment) => segment.text !== '')
}

export function linesOf(report: ReportText): Line[] {
  return report.text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({
      heading: !line.startsWith('　'),
      segments: (line.trim().match(/[^。]*。?/g) ?? []).filter(Boolean).flatMap((sentence) => cutSentence(sentence, report)),
    }))
}
