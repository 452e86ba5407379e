// What is typed in the meeting and not yet sent; kept as every draft is, so that a reload loses nothing.
import { reactive, ref, watch } from 'vue'

import type { Values } from '@/forms/field-types'
import { draftKey, dropDraft, keepDraft, readDraft } from '@/forms/drafts'

export interface Typed {
  decision: string
  leader: string
  due: string | null
}
export interface Meeting {
  present: string
  held: string | null
  typed: Record<string, Typed>
  // Cases that are not on the agenda.
  added: string[]
}

const isEmpty = (meeting: Meeting): boolean =>
  !meeting.present && !meeting.held && !meeting.added.length &&
  Object.values(meeting.typed).every((each) => !each.decision && !each.leader && !each.due)
const fresh = (): Meeting => ({ present: '', held: null, typed: {}, added: [] })

export function useMeetingDraft(account: string) {
  const key = draftKey(account, 'consultation.hold', 'meeting')
  const kept = readDraft(key)
  const meeting = reactive<Meeting>({ ...fresh(), ...(kept?.values as Partial<Meeting> | undefined) })
  const restored = ref(kept !== null)
  let isClearing = false

  watch(
    meeting,
    () => {
      if (isClearing) return
      if (isEmpty(meeting)) dropDraft(key)
      else keepDraft(key, { values: { ...meeting } as unknown as Values, at: null, version: null }, [])
    },
    { deep: true, flush: 'sync' },
  )

  function clear(): void {
    isClearing = true
    Object.assign(meeting, fresh())
    isClearing = false
    restored.value = false
    dropDraft(key)
  }

  function of(id: string): Typed {
    return (meeting.typed[id] ??= { decision: '', leader: '', due: null })
  }

  return { meeting, restored, clear, of }
}
