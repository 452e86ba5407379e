import { texts } from '.'

export const t = texts({
  cases: '共{n}件，新登记的在前',
  others: '共{n}项',
  more: '再看{n}项',
  registered: '{date}登记',
  items: '议事{n}项',
  founded: '{date}设立',
  close: '关闭',
  none: '没有',
})
