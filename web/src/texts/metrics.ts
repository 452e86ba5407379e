// The written definition of each metric, as the program counts it (core/counting/metrics.cpp).
import { texts } from '.'

const definitions = {
  screened: '期间内登记的案件（按申请或发现之日），并案的不计',
  accepted: '其中截至统计日已受理的',
  refused: '其中截至统计日为不予受理的',
  mediated: '其中截至统计日已进入任一调解层级的',
  settled: '其中截至统计日状态为已化解的',
  terminated: '其中截至统计日为终止调解的',
  withdrawn: '其中截至统计日已撤回的',
  pending: '其中截至统计日为已登记、调解中或中止的',
  struck_off: '其中截至统计日销号标记有效的',
  reopened: '其中截至统计日曾恢复调解至少一次的',
  performed: '已化解且约定义务全部履行的，未约定义务视为履行',
  confirmed: '已化解且现行协议经法院确认有效的',
  on_time: '已化解且在调解总期限届满日或之前化解的',
  overdue: '在办且受理、本级或总期限已逾期的',
  oral: '已化解且现行协议为口头的',
  written: '已化解且现行协议为书面的',
  people: '期间内登记案件涉及人数（更正后）之和',
  amount: '期间内登记案件涉及金额（更正后）之和，单位元',
  median_days: '已化解案件自受理至化解的天数，取两个居中值的较小者',
  screening_rounds: '期间内开展排查的次数，含零报告',
  committees: '统计日存续的村（社区）和镇调委会',
  mediators: '统计日在任的人民调解员，含各类调解组织',
  mediators_full_time: '其中专职的',
  regional_bodies: '统计日存续的区域性调解组织',
  trade_bodies: '统计日存续的行业性专业性调解组织',
  elders: '统计日在册的乡贤',
  'flow.registered': '期间内登记的案件，并案的不计',
  'flow.settled': '期间内曾达成协议的案件，不论何年登记，每案计一次',
  'flow.terminated': '期间内曾终止调解的案件，不论何年登记，每案计一次',
  'settled/screened': '调处成功率：化解除以排查。四舍五入到一位小数；不足全数不写100%，不为零不写0%',
  'settled/mediated': '化解除以调处。四舍五入到一位小数；不足全数不写100%，不为零不写0%',
  'mediated/screened': '调处除以排查。四舍五入到一位小数；不足全数不写100%，不为零不写0%',
}

const say = texts(definitions)
export const definition = (metric: string): string => (metric in definitions ? say(metric as keyof typeof definitions) : '')

export const rateName = texts({
  'settled/screened': '调处成功率',
  'settled/mediated': '化解率',
  'mediated/screened': '调处率',
})
