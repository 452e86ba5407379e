// For fields that are the browser's own, inside Element Plus's form items: the id by which the item's label names them.
import { useFormItem, useFormItemInputId } from 'element-plus/es/components/form/src/hooks/use-form-item'
import type { Ref } from 'vue'

export function useFieldId(): Ref<string | undefined> {
  const { formItem } = useFormItem()
  return useFormItemInputId({}, { formItemContext: formItem }).inputId
}
