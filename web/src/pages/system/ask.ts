// Asks before something that cannot simply be taken back. True when the person goes on.
import 'element-plus/es/components/message-box/style/css'
import { ElMessageBox } from 'element-plus/es/components/message-box/index'

import { t } from '@/texts/common'

export async function ask(title: string, text: string, yes: string): Promise<boolean> {
  const options = { confirmButtonText: yes, cancelButtonText: t('cancel'), autofocus: false, closeOnClickModal: false }
  return ElMessageBox.confirm(text, title, options).then(
    () => true,
    () => false,
  )
}
