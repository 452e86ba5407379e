// A short word at the top of the screen when something is done.
import 'element-plus/es/components/message/style/css'
import { ElMessage } from 'element-plus/es/components/message/index'

export const done = (message: string): void => void ElMessage({ message, type: 'success', grouping: true })
export const notice = (message: string): void => void ElMessage({ message, type: 'warning', grouping: true })
