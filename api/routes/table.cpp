// The rows of the table. Every row names all that is to be known of a route; docs/http-api.md says how to use them.
#include "api/routes/routes.hpp"

#include <array>

namespace tiaojie::http {
namespace {

using P = ParameterRow;
using K = ParameterKind;
using enum Method;
using enum Who;
using enum Lane;

constexpr bool required = true;
constexpr bool optional = false;
constexpr bool audited = true;
constexpr bool unaudited = false;
constexpr bool cacheable = true;
constexpr bool fresh = false;

template <std::size_t A, std::size_t B>
constexpr std::array<P, A + B> joined(const std::array<P, A>& a, const std::array<P, B>& b) {
    std::array<P, A + B> out{};
    for (std::size_t i = 0; i < A; ++i) out[i] = a[i];
    for (std::size_t i = 0; i < B; ++i) out[A + i] = b[i];
    return out;
}

// ---- parameters ----

constexpr std::span<const P> nothing{};
constexpr P division_row{"division", K::division, optional, "", "区划代码，含其下级；默认为账号的范围"};
constexpr P as_of_row{"as_of", K::date, optional, "", "截至哪一日的情况，默认今天"};
constexpr P cursor_row{"cursor", K::text, optional, "", "上一页答复中的next，原样送回"};
constexpr P limit_row{"limit", K::number, optional, "", "一页至多多少条，默认50，多于500的按500"};

constexpr std::array<P, 11> case_filters{{
    {"status", K::term, optional, "Status", "状态；默认除已并案外的全部"},
    {"stage", K::term, optional, "Stage", "所在调解层级"},
    {"level", K::term, optional, "Level", "所在责任层级"},
    {"type", K::term, optional, "DisputeType", "纠纷类型"},
    {"source", K::term, optional, "Source", "来源"},
    division_row,
    {"org", K::text, optional, "", "登记的调解组织的编号"},
    {"overdue", K::flag, optional, "", "只列已逾期的在办案件"},
    {"due_before", K::date, optional, "", "只列最近一个期限早于这一天的"},
    {"q", K::text, optional, "", "检索：案情、姓名中两个字以上，姓名开头一个字，案号，完整的身份号码或电话"},
    {"sort", K::term, optional, "CaseSort", "排序，默认newest；检索时新录入的在前，不可另定"},
}};
constexpr auto case_page_rows = joined(case_filters, std::array<P, 2>{limit_row, cursor_row});
constexpr auto export_rows =
    joined(case_filters, std::array<P, 1>{{{"format", K::term, optional, "LedgerFormat", "文件格式，默认csv"}}});
constexpr std::array<P, 1> board_rows{as_of_row};
constexpr std::array<P, 2> board_case_rows{{{"count", K::term, required, "BoardCount", "看板上的哪个数字"}, as_of_row}};
constexpr std::array<P, 3> period_rows{{division_row,
                                        {"from", K::date, optional, "", "自哪一日，默认一年前"},
                                        {"to", K::date, optional, "", "至哪一日，默认今天"}}};
constexpr std::array<P, 1> area_rows{division_row};
constexpr std::array<P, 1> agenda_rows{
    {{"division", K::division, optional, "", "乡镇或村的区划代码；默认为账号的范围"}}};
constexpr std::array<P, 6> stats_rows{{{"from", K::date, required, "", "期间的第一日（按登记之日计）"},
                                       {"to", K::date, required, "", "期间的最后一日"},
                                       as_of_row,
                                       {"cut_off", K::number, optional, "", "只计录入到流水第几条为止的，默认全部"},
                                       division_row,
                                       {"by", K::term, optional, "Split", "分项"}}};
constexpr auto stats_case_rows =
    joined(stats_rows, std::array<P, 2>{{{"metric", K::term, required, "Metric", "哪个指标"},
                                         {"part", K::text, optional, "", "只列这一分项的，须同时给出by"}}});
constexpr std::array<P, 3> report_rows{{as_of_row,
                                        {"format", K::term, optional, "ReportFormat", "格式，默认json"},
                                        {"division", K::division, optional, "", "所报告的区划；默认为账号的范围"}}};
constexpr std::array<P, 1> edition_rows{{{"format", K::term, optional, "ReportFormat", "格式，默认json"}}};
constexpr std::array<P, 1> diff_rows{{{"with", K::text, required, "", "另一个版次（后一版）"}}};
constexpr std::array<P, 3> directory_rows{
    {division_row, as_of_row, {"left", K::flag, optional, "", "也列那一日之前已撤销、已离任的"}}};
constexpr std::array<P, 1> place_rows{as_of_row};
constexpr std::array<P, 7> audit_rows{{{"from", K::date, optional, "", "自哪一日"},
                                       {"to", K::date, optional, "", "至哪一日"},
                                       {"actor", K::text, optional, "", "账号"},
                                       {"action", K::term, optional, "AuditAction", "动作"},
                                       {"object", K::text, optional, "", "对象，如案件编号、账号"},
                                       limit_row,
                                       cursor_row}};
constexpr std::array<P, 1> delivery_rows{limit_row};

// ---- routes ----

constexpr std::string_view csv_or_xlsx{"text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
constexpr std::string_view media_types{"image/jpeg, image/png, image/webp, application/pdf"};
constexpr std::string_view report_forms{
    "application/json, text/plain, text/markdown, application/pdf, "
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"};

using O = Operation;
constexpr std::array table{
    Route{O::sign_in, post, "/api/v1/session", anyone, password, "session", "登录", nothing, "SignIn", "Session", 201,
          audited, fresh},
    Route{O::session_show, get, "/api/v1/session", signed_in, quick, "session", "当前会话和账号", nothing, "",
          "Session", 200, unaudited, fresh},
    Route{O::sign_out, delete_, "/api/v1/session", signed_in, write, "session", "退出登录", nothing, "", "", 204,
          audited, fresh, ""},
    Route{O::change_password, post, "/api/v1/session/password", signed_in, password, "session", "修改自己的口令",
          nothing, "PasswordChange", "Session", 200, audited, fresh},
    Route{O::second_factor_check, post, "/api/v1/session/code", signed_in, write, "session",
          "登录的第二步：动态验证码或恢复码", nothing, "Code", "Session", 200, audited, fresh},
    Route{O::second_factor_start, post, "/api/v1/session/second-factor", signed_in, write, "session",
          "开始启用第二因素：得到密钥", nothing, "", "SecondFactorSetup", 200, audited, fresh},
    Route{O::second_factor_confirm, put, "/api/v1/session/second-factor", signed_in, write, "session",
          "以一个验证码确认启用第二因素", nothing, "Code", "RecoveryCodes", 200, audited, fresh},
    Route{O::second_factor_remove, post, "/api/v1/session/second-factor/remove", signed_in, write, "session",
          "停用自己的第二因素", nothing, "Code", "", 204, audited, fresh, ""},

    Route{O::give_command, post, "/api/v1/commands", any_role, write, "commands", "办理一件事（一个命令）", nothing,
          "Command", "Outcome", 201, unaudited, fresh},
    Route{O::give_commands, post, "/api/v1/commands/batch", any_role, write, "commands",
          "依次办理多件事，每件各有答复（手机离线队列）", nothing, "CommandList", "OutcomeList", 200, unaudited, fresh},

    Route{O::case_list, get, "/api/v1/cases", case_readers, quick, "cases", "案件列表，可筛选、检索、翻页",
          case_page_rows, "", "CasePage", 200, unaudited, cacheable},
    Route{O::case_export, get, "/api/v1/cases/export", case_readers, slow, "cases", "导出台账", export_rows, "", "",
          200, audited, fresh, csv_or_xlsx},
    Route{O::case_show, get, "/api/v1/cases/{case}", case_readers, quick, "cases",
          "一个案件：状态、经过、材料、期限（个人信息遮盖）", nothing, "", "Case", 200, audited, cacheable},
    Route{O::case_history, get, "/api/v1/cases/{case}/history", case_readers, quick, "cases", "案件的经过", nothing, "",
          "History", 200, audited, cacheable},
    Route{O::case_deadlines, get, "/api/v1/cases/{case}/deadlines", case_readers, quick, "cases",
          "案件已开始的各项期限，逐行说明怎样算出", nothing, "", "DeadlineList", 200, unaudited, cacheable},
    Route{O::case_actions, get, "/api/v1/cases/{case}/actions", case_readers, quick, "cases",
          "本账号现在可以办理什么，其余的还缺什么", nothing, "", "ActionList", 200, unaudited, fresh},
    Route{O::case_reveal, post, "/api/v1/cases/{case}/reveal", case_readers, write, "cases",
          "写明理由，查看完整的个人信息", nothing, "Reveal", "RevealedCase", 200, audited, fresh},
    Route{O::case_file_add, post, "/api/v1/cases/{case}/files", case_readers, write, "cases",
          "存入一张照片或一份扫描件，得到编号，供case.paper的file使用", nothing, "", "Attachment", 201, audited, fresh},
    Route{O::case_file_show, get, "/api/v1/cases/{case}/files/{file}", case_readers, slow, "cases",
          "案件材料的照片或扫描件", nothing, "", "", 200, audited, fresh, media_types},

    Route{O::campaign_list, get, "/api/v1/campaigns", case_readers, quick, "campaigns", "专项行动", nothing, "",
          "CampaignList", 200, unaudited, cacheable},
    Route{O::campaign_board, get, "/api/v1/campaigns/{campaign}/board", case_readers, quick, "campaigns", "清零看板",
          board_rows, "", "Board", 200, unaudited, cacheable},
    Route{O::campaign_cases, get, "/api/v1/campaigns/{campaign}/cases", case_readers, quick, "campaigns",
          "看板上一个数字背后的案件", board_case_rows, "", "IdList", 200, unaudited, cacheable},
    Route{O::consultation_list, get, "/api/v1/consultations", case_readers, quick, "consultations", "会商记录",
          period_rows, "", "ConsultationList", 200, unaudited, cacheable},
    Route{O::consultation_agenda, get, "/api/v1/consultations/agenda", case_readers, quick, "consultations",
          "每周会商的议题", agenda_rows, "", "Agenda", 200, unaudited, cacheable},
    Route{O::supervision_list, get, "/api/v1/supervisions", case_readers, quick, "supervisions", "督办通知", area_rows,
          "", "NoticeList", 200, unaudited, cacheable},
    Route{O::todo, get, "/api/v1/todo", case_readers, quick, "cases", "本账号的待办", nothing, "", "Todo", 200,
          unaudited, fresh},

    Route{O::stats, get, "/api/v1/stats", case_readers, slow, "statistics", "一个期间的统计指标", stats_rows, "",
          "Statistics", 200, unaudited, cacheable},
    Route{O::stats_cases, get, "/api/v1/stats/cases", case_readers, slow, "statistics", "一个指标背后的案件",
          stats_case_rows, "", "IdList", 200, unaudited, cacheable},
    Route{O::report_list, get, "/api/v1/reports", case_readers, slow, "reports", "已定稿的年度报告", nothing, "",
          "EditionList", 200, unaudited, fresh},
    Route{O::report_show, get, "/api/v1/reports/{year}", case_readers, slow, "reports", "一年的报告，按现有数据写成",
          report_rows, "", "Report", 200, unaudited, cacheable, report_forms},
    Route{O::report_freeze, post, "/api/v1/reports/{year}/editions", registrars, slow, "reports", "将年度报告定稿",
          nothing, "FreezeReport", "Edition", 201, audited, fresh},
    Route{O::edition_show, get, "/api/v1/reports/editions/{edition}", case_readers, slow, "reports", "一版定稿的报告",
          edition_rows, "", "FrozenReport", 200, unaudited, fresh, report_forms},
    Route{O::edition_diff, get, "/api/v1/reports/editions/{edition}/diff", case_readers, slow, "reports",
          "两版之间数字为何变化", diff_rows, "", "EditionDiff", 200, unaudited, fresh},

    Route{O::organisation_list, get, "/api/v1/organisations", any_role, quick, "office", "调解组织", directory_rows, "",
          "OrganisationList", 200, unaudited, cacheable},
    Route{O::mediator_list, get, "/api/v1/mediators", any_role, quick, "office", "在任的调解员", directory_rows, "",
          "MediatorList", 200, unaudited, cacheable},
    Route{O::elder_list, get, "/api/v1/elders", case_readers, quick, "office", "在册的乡贤", directory_rows, "",
          "ElderList", 200, unaudited, cacheable},
    Route{O::division_list, get, "/api/v1/divisions", any_role, quick, "office", "账号范围内的行政区划", place_rows, "",
          "DivisionList", 200, unaudited, cacheable},
    Route{O::calendar_show, get, "/api/v1/calendar/{year}", any_role, quick, "office", "一年的节假日和调休", nothing,
          "", "CalendarYear", 200, unaudited, cacheable},
    Route{O::policy_show, get, "/api/v1/policy", any_role, quick, "office", "先后施行的各版期限政策", nothing, "",
          "PolicyList", 200, unaudited, cacheable},
    Route{O::vocabulary, get, "/api/v1/vocabulary", signed_in, quick, "office", "各项用语和中文名称", nothing, "",
          "Vocabulary", 200, unaudited, cacheable},

    Route{O::events, get, "/api/v1/events", case_readers, stream, "events", "账号范围内的变动，随时送达（SSE）",
          nothing, "", "", 200, unaudited, fresh, "text/event-stream"},

    Route{O::account_list, get, "/api/v1/accounts", accounts, quick, "accounts", "账号", nothing, "", "AccountList",
          200, unaudited, fresh},
    Route{O::account_make, post, "/api/v1/accounts", system, password, "accounts", "建立账号，经安全管理员批准后可用",
          nothing, "NewAccount", "FirstPassword", 201, audited, fresh},
    Route{O::account_approve, post, "/api/v1/accounts/{account}/approve", security, write, "accounts", "批准账号",
          nothing, "", "Account", 200, audited, fresh},
    Route{O::account_rights, put, "/api/v1/accounts/{account}/rights", security, write, "accounts",
          "变更账号的角色和范围", nothing, "AccountRights", "Account", 200, audited, fresh},
    Route{O::account_disable, post, "/api/v1/accounts/{account}/disable", accounts, write, "accounts", "停用账号",
          nothing, "", "Account", 200, audited, fresh},
    Route{O::account_unlock, post, "/api/v1/accounts/{account}/unlock", security, write, "accounts",
          "解除多次输错口令的锁定", nothing, "", "Account", 200, audited, fresh},
    Route{O::account_password_reset, post, "/api/v1/accounts/{account}/password-reset", security, password, "accounts",
          "重置口令，给出新的首次口令", nothing, "", "FirstPassword", 200, audited, fresh},
    Route{O::account_second_factor_remove, post, "/api/v1/accounts/{account}/second-factor/remove", security, write,
          "accounts", "撤除账号的第二因素（丢失设备）", nothing, "", "Account", 200, audited, fresh},
    Route{O::second_factor_roles_show, get, "/api/v1/settings/second-factor", security, quick, "accounts",
          "哪些角色必须使用第二因素", nothing, "", "SecondFactorRoles", 200, unaudited, fresh},
    Route{O::second_factor_roles_set, put, "/api/v1/settings/second-factor", security, write, "accounts",
          "规定哪些角色必须使用第二因素", nothing, "SecondFactorRoles", "SecondFactorRoles", 200, audited, fresh},

    Route{O::token_list, get, "/api/v1/tokens", any_role, quick, "tokens", "自己的程序令牌", nothing, "", "TokenList",
          200, unaudited, fresh},
    Route{O::token_make, post, "/api/v1/tokens", any_role, write, "tokens", "建立程序令牌，只显示这一次", nothing,
          "NewToken", "MadeToken", 201, audited, fresh},
    Route{O::token_revoke, delete_, "/api/v1/tokens/{token}", any_role, write, "tokens", "撤销自己的令牌", nothing, "",
          "", 204, audited, fresh, ""},

    Route{O::audit_list, get, "/api/v1/audit", auditor, quick, "audit", "审计日志", audit_rows, "", "AuditPage", 200,
          unaudited, fresh},
    Route{O::audit_verify, get, "/api/v1/audit/verify", auditor, slow, "audit", "核对审计日志是否完整", nothing, "",
          "AuditVerdict", 200, unaudited, fresh},

    Route{O::webhook_list, get, "/api/v1/webhooks", system, quick, "webhooks", "外发通知的接收地址", nothing, "",
          "WebhookList", 200, unaudited, fresh},
    Route{O::webhook_make, post, "/api/v1/webhooks", system, write, "webhooks", "登记一个接收地址", nothing,
          "NewWebhook", "MadeWebhook", 201, audited, fresh},
    Route{O::webhook_remove, delete_, "/api/v1/webhooks/{webhook}", system, write, "webhooks", "删除接收地址", nothing,
          "", "", 204, audited, fresh, ""},
    Route{O::webhook_test, post, "/api/v1/webhooks/{webhook}/test", system, slow, "webhooks", "发一条试验通知", nothing,
          "", "Delivery", 200, unaudited, fresh},
    Route{O::webhook_deliveries, get, "/api/v1/webhooks/{webhook}/deliveries", system, quick, "webhooks",
          "发送记录，新的在前", delivery_rows, "", "DeliveryList", 200, unaudited, fresh},

    Route{O::feed_make, post, "/api/v1/feed", case_readers, write, "feed", "建立（或更换）自己的期限日历地址", nothing,
          "", "Feed", 201, audited, fresh},
    Route{O::feed_revoke, delete_, "/api/v1/feed", case_readers, write, "feed", "停用自己的期限日历地址", nothing, "",
          "", 204, audited, fresh, ""},
    Route{O::feed_read, get, "/api/v1/feeds/{secret}", anyone, slow, "feed", "期限日历（ICS），凭秘密地址读取", nothing,
          "", "", 200, unaudited, fresh, "text/calendar"},

    Route{O::openapi, get, "/api/v1/openapi.json", anyone, quick, "about", "本接口的OpenAPI 3.1说明", nothing, "", "",
          200, unaudited, cacheable},
    Route{O::docs_page, get, "/api/v1/docs", anyone, quick, "about", "供人阅读的接口说明", nothing, "", "", 200,
          unaudited, cacheable, "text/html"},
    Route{O::docs_style, get, "/api/v1/docs.css", anyone, quick, "about", "接口说明页的样式", nothing, "", "", 200,
          unaudited, cacheable, "text/css"},
    Route{O::docs_script, get, "/api/v1/docs.js", anyone, quick, "about", "接口说明页的脚本", nothing, "", "", 200,
          unaudited, cacheable, "text/javascript"},

    Route{O::health, get, "/healthz", anyone, quick, "about", "服务是否正常", nothing, "", "Health", 200, unaudited,
          fresh},
    Route{O::metrics, get, "/metrics", anyone, quick, "about", "Prometheus指标，只限本机或凭令牌", nothing, "", "", 200,
          unaudited, fresh, "text/plain"},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].operation) != i) return false;
    return table.size() == static_cast<std::size_t>(Operation::metrics) + 1;
}
static_assert(in_order(), "every operation has its row, in the order of the enumeration");

}  // namespace

std::span<const Route> routes() { return table; }

const Route& route_of(Operation operation) { return table[static_cast<std::size_t>(operation)]; }

}  // namespace tiaojie::http
