// The server names fields as programs do: 缺少必填的字段（place）, 字段的值不符合要求（obligations[0].due：须为…）. Beside the field
// itself the name says nothing to a person, so that only the reason is left.
export function plainProblem(problem: string): string {
  const reason = /^字段的值不符合要求（[\w.[\]]+：(.+)）(?:；共\d+处)?$/.exec(problem)?.[1]
  return reason ?? problem.replace(/（[a-z][\w.[\]]*）/g, '')
}
