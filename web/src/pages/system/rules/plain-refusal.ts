import { ApiProblem } from '@/api/problem'
import { t } from '@/texts/rules'

// Rules hold for the whole store: an administrator of a part of it may not set them.
export const plainRefusal = (problem: ApiProblem | null): ApiProblem | null =>
  problem?.code === 'forbidden' ? new ApiProblem(403, problem.code, t('wholeStoreOnly')) : problem
