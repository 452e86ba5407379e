import type { GivenOutcome } from '@/api/commands'
import { done, notice } from '@/say'
import { t } from '@/texts/outbox'

// What a person is told after a command: done, or put by until there is signal.
export const sayGiven = (outcome: GivenOutcome, text: string): void => (outcome.queued ? notice(t('queued')) : done(text))
