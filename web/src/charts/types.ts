// What a chart shows: one value of each series at each label.
export interface Series {
  name: string
  values: (number | null)[]
  // Bars with the same stack stand on each other.
  stack?: string
  // Drawn thinner and paler: what the others are compared with.
  pale?: boolean
}

export interface ChartData {
  labels: string[]
  series: Series[]
}

// `lying`: bars from left to right, for many or long labels.
export type ChartKind = 'bar' | 'lying' | 'line'
