// The only file that knows ECharts; loaded when a chart is shown. It draws on a canvas and writes tooltips in rich text:
// the content security policy forbids style attributes, which its HTML tooltips are made of.
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

import type { ChartData, ChartKind, Series } from './types'

use([AriaComponent, BarChart, CanvasRenderer, GridComponent, LegendComponent, LineChart, TooltipComponent])

export type Chart = EChartsType

export const makeChart = (element: HTMLElement): Chart => init(element, null, { renderer: 'canvas' })

function colours(element: HTMLElement) {
  const style = getComputedStyle(element)
  const of = (name: string): string => style.getPropertyValue(name).trim()
  return {
    text: of('--text'), quiet: of('--text-2'), line: of('--line'), surface: of('--surface'),
    series: [of('--primary'), of('--amber'), of('--blue'), of('--green'), of('--red'), of('--text-2')],
    font: style.fontFamily,
  }
}

export function chartOption(element: HTMLElement, data: ChartData, kind: ChartKind, label: string) {
  const look = colours(element)
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8125
  const words = { color: look.quiet, fontFamily: look.font, fontSize: size }
  const named = {
    type: 'category' as const, data: data.labels, axisLabel: { ...words, hideOverlap: kind !== 'lying', interval: kind === 'lying' ? 0 : undefined },
    axisLine: { lineStyle: { color: look.line } }, axisTick: { show: false }, inverse: kind === 'lying',
  }
  const valued = {
    type: 'value' as const, axisLabel: words, splitLine: { lineStyle: { color: look.line } }, minInterval: 1,
  }
  // A pale series takes the colour of the one it is compared with, by its place among its like.
  const seen = { pale: 0, full: 0 }
  const colourOf = (each: Series): string => look.series[(each.pale ? seen.pale++ : seen.full++) % look.series.length] ?? look.text
  const series = data.series.map((each) => ({
    name: each.name,
    type: kind === 'line' ? ('line' as const) : ('bar' as const),
    data: each.values,
    stack: each.stack,
    color: colourOf(each),
    barMaxWidth: 26,
    symbolSize: 7,
    lineStyle: { width: 2.5, type: each.pale ? ('dashed' as const) : ('solid' as const) },
    itemStyle: { opacity: each.pale ? 0.4 : 1 },
    cursor: 'pointer',
  }))
  return {
    animation: false,
    aria: { enabled: true, label: { description: label } },
    textStyle: { fontFamily: look.font },
    grid: { left: 8, right: 16, top: data.series.length > 1 ? 44 : 16, bottom: 8, containLabel: true },
    legend: { show: data.series.length > 1, top: 4, type: 'scroll' as const, textStyle: { ...words, color: look.text }, pageTextStyle: words },
    tooltip: {
      trigger: 'axis' as const, renderMode: 'richText' as const, confine: true, backgroundColor: look.surface,
      borderColor: look.line, textStyle: { ...words, color: look.text },
      axisPointer: { type: kind === 'line' ? ('line' as const) : ('shadow' as const) },
    },
    xAxis: kind === 'lying' ? valued : named,
    yAxis: kind === 'lying' ? named : valued,
    series,
  }
}

export const background = (element: HTMLElement): string => getComputedStyle(element).getPropertyValue('--surface').trim()
