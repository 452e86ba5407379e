import { ApiProblem } from '@/api/problem'
import { t } from '@/texts/rules'

// Rules hold for the whole store: an administrator of a part of it is answered as if there were nothing here.
export const plainRefusal = (problem: ApiProblem | null): ApiProblem | null =>
  problem?.code === 'not_found' ? new ApiProblem(404, problem.code, t('wholeStoreOnly')) : problem
