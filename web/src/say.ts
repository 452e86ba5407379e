// A short word at the top of the screen when something is done; fetched when there is something to say.
const say = (type: 'success' | 'warning', message: string): void =>
  void import('@/message').then(({ ElMessage }) => ElMessage({ message, type, grouping: true }))

export const done = (message: string): void => say('success', message)
export const notice = (message: string): void => say('warning', message)
