import { texts } from '.'

export const t = texts({
  noNumber: '尚未受理（{id}）',
  pickCase: '输入案号、姓名或案情查找案件',
  noCase: '没有找到',
  pending: '在办案件',
})
