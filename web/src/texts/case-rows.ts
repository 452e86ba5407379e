import { texts } from '.'

export const t = texts({
  noNumber: '尚未受理（{id}）',
})
