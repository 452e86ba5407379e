import { texts } from '.'

export const t = texts({
  unknown: '没有这种办理',
  back: '返回案件',
  registered: '{date}登记',
  parties: '当事人',
  mediators: '调解员',
  summary: '案情',
  clocks: '期限',
  notYours: '您的账号不能办理这一事项',
  notNow: '现在还不能办理：',
  changedTitle: '您查看之后，案件有新的变动',
  changedText: '下面是新记下的内容；您填写的内容还在，没有丢失。看过之后，可以修改再提交。',
  changedBy: '{by}　{at}',
  looked: '已看过，继续办理',
  heldNote: '看过新的变动后才能提交',
  done: '已办理：{name}',
  queued: '现在没有网络，已存入待发，有网络时自动提交',
  details: '案情、调解员和期限',
  seeNow: '案件现在：{status}　{stage}',
})
