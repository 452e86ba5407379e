import { texts } from '.'

export const t = texts({
  asTable: '看表格',
  asChart: '看图',
  picture: '下载图片',
  name: '项目',
  openCases: '{name} {label}：{value}，看案件',
  none: '没有可画的数',
})
