// The rows of the table: a row names all that is to be known of a route. docs/recipes/route.md says what goes with it.
#include "api/routes/handlers.hpp"
#include "api/routes/route.hpp"

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

template <std::size_t A, std::size_t B>
constexpr std::array<P, A + B> joined(const std::array<P, A>& a, const std::array<P, B>& b) {
    std::array<P, A + B> out{};
    for (std::size_t i = 0; i < A; ++i) out[i] = a[i];
    for (std::size_t i = 0; i < B; ++i) out[A + i] = b[i];
    return out;
}

// ---- parameters ----

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

// ---- headers, other answers, and refusals of their own ----

constexpr std::array<P, 1> if_match_row{{{"If-Match", K::text, optional, "", "案件的ETag；案件已有变动则拒绝（412）"}}};
constexpr std::array<P, 1> last_event_row{{{"Last-Event-ID", K::text, optional, "", "最后收到的一条，从它之后接着送"}}};
constexpr std::array<P, 1> if_none_match_row{
    {{"If-None-Match", K::text, optional, "", "已有的ETag；没有变动则答复304"}}};
constexpr std::array<OtherAnswer, 1> repeated_answer{{{200, "这个id已经办过：与第一次相同的答复", true}}};
constexpr std::array<OtherAnswer, 1> unchanged_answer{{{304, "没有变动", false}}};
constexpr std::array<std::string_view, 1> stale_codes{"stale"};
constexpr std::array<std::string_view, 4> sign_in_codes{"wrong_sign_in", "account_disabled", "account_unapproved",
                                                        "locked"};
constexpr std::array<std::string_view, 1> audited_codes{"store_full"};  // the line in the audit journal comes first
constexpr std::array<std::string_view, 2> metrics_codes{"unauthenticated", "not_found"};

// ---- routes ----

constexpr std::string_view csv_or_xlsx{"text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
constexpr std::string_view media_types{"image/jpeg, image/png, image/webp, application/pdf"};
constexpr std::string_view report_forms{
    "application/json, text/plain, text/markdown, application/pdf, "
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"};

// A row names its members, so that what is left out is the usual; the layout is by hand, a row being read as one.
// clang-format off
constexpr auto table = std::to_array<Route>({
    {.name = "sign_in", .method = post, .path = "/api/v1/session", .who = anyone, .lane = password, .tag = "session",
     .summary = "登录", .body = "SignIn", .answer = "Session", .success = 201, .is_audited = true,
     .refuses = sign_in_codes, .handler = service::sign_in},
    {.name = "session_show", .method = get, .path = "/api/v1/session", .who = signed_in, .lane = quick,
     .tag = "session", .summary = "当前会话和账号", .answer = "Session", .is_open_before_code = true,
     .handler = service::session_show},
    {.name = "sign_out", .method = delete_, .path = "/api/v1/session", .who = signed_in, .lane = write,
     .tag = "session", .summary = "退出登录", .success = 204, .content = "", .is_audited = true,
     .is_open_before_code = true, .handler = service::sign_out},
    {.name = "change_password", .method = post, .path = "/api/v1/session/password", .who = signed_in,
     .lane = password, .tag = "session", .summary = "修改自己的口令", .body = "PasswordChange", .answer = "Session",
     .is_audited = true, .handler = service::change_password},
    {.name = "second_factor_check", .method = post, .path = "/api/v1/session/code", .who = signed_in, .lane = write,
     .tag = "session", .summary = "登录的第二步：动态验证码或恢复码", .body = "Code", .answer = "Session",
     .is_audited = true, .is_open_before_code = true, .handler = service::second_factor_check},
    {.name = "second_factor_start", .method = post, .path = "/api/v1/session/second-factor", .who = signed_in,
     .lane = write, .tag = "session", .summary = "开始启用第二因素：得到密钥", .answer = "SecondFactorSetup",
     .is_audited = true, .handler = service::second_factor_start},
    {.name = "second_factor_confirm", .method = put, .path = "/api/v1/session/second-factor", .who = signed_in,
     .lane = write, .tag = "session", .summary = "以一个验证码确认启用第二因素", .body = "Code",
     .answer = "RecoveryCodes", .is_audited = true, .handler = service::second_factor_confirm},
    {.name = "second_factor_remove", .method = post, .path = "/api/v1/session/second-factor/remove", .who = signed_in,
     .lane = write, .tag = "session", .summary = "停用自己的第二因素", .body = "Code", .success = 204, .content = "",
     .is_audited = true, .handler = service::second_factor_remove},

    {.name = "give_command", .method = post, .path = "/api/v1/commands", .who = any_role, .lane = write,
     .tag = "commands", .summary = "办理一件事（一个命令）", .headers = if_match_row, .body = "Command",
     .answer = "Outcome", .success = 201, .also = repeated_answer, .refuses = stale_codes,
     .handler = service::give_command},
    {.name = "give_commands", .method = post, .path = "/api/v1/commands/batch", .who = any_role, .lane = write,
     .tag = "commands", .summary = "依次办理多件事，每件各有答复（手机离线队列）", .body = "CommandList",
     .answer = "OutcomeList", .handler = service::give_commands},

    {.name = "case_list", .method = get, .path = "/api/v1/cases", .who = case_readers, .lane = quick, .tag = "cases",
     .summary = "案件列表，可筛选、检索、翻页", .query = case_page_rows, .answer = "CasePage", .is_cacheable = true,
     .handler = service::case_list},
    {.name = "case_export", .method = get, .path = "/api/v1/cases/export", .who = case_readers, .lane = slow,
     .tag = "cases", .summary = "导出台账", .query = export_rows, .content = csv_or_xlsx, .is_audited = true,
     .refuses = audited_codes, .handler = service::case_export},
    {.name = "case_show", .method = get, .path = "/api/v1/cases/{case}", .who = case_readers, .lane = quick,
     .tag = "cases", .summary = "一个案件：状态、经过、材料、期限（个人信息遮盖）", .answer = "Case",
     .has_version = true, .is_audited = true, .is_cacheable = true, .handler = service::case_show},
    {.name = "case_history", .method = get, .path = "/api/v1/cases/{case}/history", .who = case_readers,
     .lane = quick, .tag = "cases", .summary = "案件的经过", .answer = "History", .has_version = true,
     .is_audited = true, .is_cacheable = true, .handler = service::case_history},
    {.name = "case_deadlines", .method = get, .path = "/api/v1/cases/{case}/deadlines", .who = case_readers,
     .lane = quick, .tag = "cases", .summary = "案件已开始的各项期限，逐行说明怎样算出", .answer = "DeadlineList",
     .has_version = true, .is_cacheable = true, .handler = service::case_deadlines},
    {.name = "case_actions", .method = get, .path = "/api/v1/cases/{case}/actions", .who = case_readers,
     .lane = quick, .tag = "cases", .summary = "本账号现在可以办理什么，其余的还缺什么", .answer = "ActionList",
     .has_version = true, .handler = service::case_actions},
    {.name = "case_reveal", .method = post, .path = "/api/v1/cases/{case}/reveal", .who = case_readers, .lane = write,
     .tag = "cases", .summary = "写明理由，查看完整的个人信息", .body = "Reveal", .answer = "RevealedCase",
     .has_version = true, .is_audited = true, .handler = service::case_reveal},
    {.name = "case_file_add", .method = post, .path = "/api/v1/cases/{case}/files", .who = case_readers,
     .lane = write, .tag = "cases", .summary = "存入一张照片或一份扫描件，得到编号，供case.paper的file使用",
     .takes = media_types, .answer = "Attachment", .success = 201, .is_audited = true,
     .handler = service::case_file_add},
    {.name = "case_file_show", .method = get, .path = "/api/v1/cases/{case}/files/{file}", .who = case_readers,
     .lane = slow, .tag = "cases", .summary = "案件材料的照片或扫描件", .content = media_types, .is_audited = true,
     .refuses = audited_codes, .handler = service::case_file_show},

    {.name = "campaign_list", .method = get, .path = "/api/v1/campaigns", .who = case_readers, .lane = quick,
     .tag = "campaigns", .summary = "专项行动", .answer = "CampaignList", .is_cacheable = true,
     .handler = service::campaign_list},
    {.name = "campaign_board", .method = get, .path = "/api/v1/campaigns/{campaign}/board", .who = case_readers,
     .lane = quick, .tag = "campaigns", .summary = "清零看板", .query = board_rows, .answer = "Board",
     .is_cacheable = true, .handler = service::campaign_board},
    {.name = "campaign_cases", .method = get, .path = "/api/v1/campaigns/{campaign}/cases", .who = case_readers,
     .lane = quick, .tag = "campaigns", .summary = "看板上一个数字背后的案件", .query = board_case_rows,
     .answer = "IdList", .is_cacheable = true, .handler = service::campaign_cases},

    {.name = "consultation_list", .method = get, .path = "/api/v1/consultations", .who = case_readers, .lane = quick,
     .tag = "consultations", .summary = "会商记录", .query = period_rows, .answer = "ConsultationList",
     .is_cacheable = true, .handler = service::consultation_list},
    {.name = "consultation_agenda", .method = get, .path = "/api/v1/consultations/agenda", .who = case_readers,
     .lane = quick, .tag = "consultations", .summary = "每周会商的议题", .query = agenda_rows, .answer = "Agenda",
     .is_cacheable = true, .handler = service::consultation_agenda},

    {.name = "supervision_list", .method = get, .path = "/api/v1/supervisions", .who = case_readers, .lane = quick,
     .tag = "supervisions", .summary = "督办通知", .query = area_rows, .answer = "NoticeList", .is_cacheable = true,
     .handler = service::supervision_list},

    {.name = "todo", .method = get, .path = "/api/v1/todo", .who = case_readers, .lane = quick, .tag = "cases",
     .summary = "本账号的待办", .answer = "Todo", .handler = service::todo},

    {.name = "stats", .method = get, .path = "/api/v1/stats", .who = case_readers, .lane = slow, .tag = "statistics",
     .summary = "一个期间的统计指标", .query = stats_rows, .answer = "Statistics", .is_cacheable = true,
     .handler = service::stats},
    {.name = "stats_cases", .method = get, .path = "/api/v1/stats/cases", .who = case_readers, .lane = slow,
     .tag = "statistics", .summary = "一个指标背后的案件", .query = stats_case_rows, .answer = "IdList",
     .is_cacheable = true, .handler = service::stats_cases},

    {.name = "report_list", .method = get, .path = "/api/v1/reports", .who = case_readers, .lane = slow,
     .tag = "reports", .summary = "已定稿的年度报告", .answer = "EditionList", .handler = service::report_list},
    {.name = "report_show", .method = get, .path = "/api/v1/reports/{year}", .who = case_readers, .lane = slow,
     .tag = "reports", .summary = "一年的报告，按现有数据写成", .query = report_rows, .answer = "Report",
     .content = report_forms, .is_cacheable = true, .handler = service::report_show},
    {.name = "report_freeze", .method = post, .path = "/api/v1/reports/{year}/editions", .who = registrars,
     .lane = slow, .tag = "reports", .summary = "将年度报告定稿", .body = "FreezeReport", .is_body_optional = true,
     .answer = "Edition", .success = 201, .is_audited = true, .handler = service::report_freeze},
    {.name = "edition_show", .method = get, .path = "/api/v1/reports/editions/{edition}", .who = case_readers,
     .lane = slow, .tag = "reports", .summary = "一版定稿的报告", .query = edition_rows, .answer = "FrozenReport",
     .content = report_forms, .handler = service::edition_show},
    {.name = "edition_diff", .method = get, .path = "/api/v1/reports/editions/{edition}/diff", .who = case_readers,
     .lane = slow, .tag = "reports", .summary = "两版之间数字为何变化", .query = diff_rows, .answer = "EditionDiff",
     .handler = service::edition_diff},

    {.name = "organisation_list", .method = get, .path = "/api/v1/organisations", .who = any_role, .lane = quick,
     .tag = "office", .summary = "调解组织", .query = directory_rows, .answer = "OrganisationList",
     .is_cacheable = true, .handler = service::organisation_list},
    {.name = "mediator_list", .method = get, .path = "/api/v1/mediators", .who = any_role, .lane = quick,
     .tag = "office", .summary = "在任的调解员", .query = directory_rows, .answer = "MediatorList",
     .is_cacheable = true, .handler = service::mediator_list},
    {.name = "elder_list", .method = get, .path = "/api/v1/elders", .who = case_readers, .lane = quick,
     .tag = "office", .summary = "在册的乡贤", .query = directory_rows, .answer = "ElderList", .is_cacheable = true,
     .handler = service::elder_list},
    {.name = "division_list", .method = get, .path = "/api/v1/divisions", .who = any_role, .lane = quick,
     .tag = "office", .summary = "账号范围内的行政区划", .query = place_rows, .answer = "DivisionList",
     .is_cacheable = true, .handler = service::division_list},
    {.name = "calendar_show", .method = get, .path = "/api/v1/calendar/{year}", .who = any_role, .lane = quick,
     .tag = "office", .summary = "一年的节假日和调休", .answer = "CalendarYear", .is_cacheable = true,
     .handler = service::calendar_show},
    {.name = "policy_show", .method = get, .path = "/api/v1/policy", .who = any_role, .lane = quick, .tag = "office",
     .summary = "先后施行的各版期限政策", .answer = "PolicyList", .is_cacheable = true,
     .handler = service::policy_show},
    {.name = "vocabulary", .method = get, .path = "/api/v1/vocabulary", .who = signed_in, .lane = quick,
     .tag = "office", .summary = "各项用语和中文名称", .answer = "Vocabulary", .is_cacheable = true,
     .handler = service::vocabulary},

    {.name = "events", .method = get, .path = "/api/v1/events", .who = case_readers, .lane = stream, .tag = "events",
     .summary = "账号范围内的变动，随时送达（SSE）", .headers = last_event_row, .content = "text/event-stream"},

    {.name = "account_list", .method = get, .path = "/api/v1/accounts", .who = accounts, .lane = quick,
     .tag = "accounts", .summary = "账号", .answer = "AccountList", .handler = service::account_list},
    {.name = "account_make", .method = post, .path = "/api/v1/accounts", .who = system, .lane = password,
     .tag = "accounts", .summary = "建立账号，经安全管理员批准后可用", .body = "NewAccount",
     .answer = "FirstPassword", .success = 201, .is_audited = true, .handler = service::account_make},
    {.name = "account_approve", .method = post, .path = "/api/v1/accounts/{account}/approve", .who = security,
     .lane = write, .tag = "accounts", .summary = "批准账号", .answer = "Account", .is_audited = true,
     .handler = service::account_approve},
    {.name = "account_rights", .method = put, .path = "/api/v1/accounts/{account}/rights", .who = security,
     .lane = write, .tag = "accounts", .summary = "变更账号的角色和范围", .body = "AccountRights",
     .answer = "Account", .is_audited = true, .handler = service::account_rights},
    {.name = "account_disable", .method = post, .path = "/api/v1/accounts/{account}/disable", .who = accounts,
     .lane = write, .tag = "accounts", .summary = "停用账号", .answer = "Account", .is_audited = true,
     .handler = service::account_disable},
    {.name = "account_unlock", .method = post, .path = "/api/v1/accounts/{account}/unlock", .who = security,
     .lane = write, .tag = "accounts", .summary = "解除多次输错口令的锁定", .answer = "Account", .is_audited = true,
     .handler = service::account_unlock},
    {.name = "account_password_reset", .method = post, .path = "/api/v1/accounts/{account}/password-reset",
     .who = security, .lane = password, .tag = "accounts", .summary = "重置口令，给出新的首次口令",
     .answer = "FirstPassword", .is_audited = true, .handler = service::account_password_reset},
    {.name = "account_second_factor_remove", .method = post,
     .path = "/api/v1/accounts/{account}/second-factor/remove", .who = security, .lane = write, .tag = "accounts",
     .summary = "撤除账号的第二因素（丢失设备）", .answer = "Account", .is_audited = true,
     .handler = service::account_second_factor_remove},
    {.name = "second_factor_roles_show", .method = get, .path = "/api/v1/settings/second-factor", .who = security,
     .lane = quick, .tag = "accounts", .summary = "哪些角色必须使用第二因素", .answer = "SecondFactorRoles",
     .handler = service::second_factor_roles_show},
    {.name = "second_factor_roles_set", .method = put, .path = "/api/v1/settings/second-factor", .who = security,
     .lane = write, .tag = "accounts", .summary = "规定哪些角色必须使用第二因素", .body = "SecondFactorRoles",
     .answer = "SecondFactorRoles", .is_audited = true, .handler = service::second_factor_roles_set},

    {.name = "token_list", .method = get, .path = "/api/v1/tokens", .who = any_role, .lane = quick, .tag = "tokens",
     .summary = "自己的程序令牌", .answer = "TokenList", .handler = service::token_list},
    {.name = "token_make", .method = post, .path = "/api/v1/tokens", .who = any_role, .lane = write, .tag = "tokens",
     .summary = "建立程序令牌，只显示这一次", .body = "NewToken", .answer = "MadeToken", .success = 201,
     .is_audited = true, .handler = service::token_make},
    {.name = "token_revoke", .method = delete_, .path = "/api/v1/tokens/{token}", .who = any_role, .lane = write,
     .tag = "tokens", .summary = "撤销自己的令牌", .success = 204, .content = "", .is_audited = true,
     .handler = service::token_revoke},

    {.name = "audit_list", .method = get, .path = "/api/v1/audit", .who = auditor, .lane = quick, .tag = "audit",
     .summary = "审计日志", .query = audit_rows, .answer = "AuditPage", .handler = service::audit_list},
    {.name = "audit_verify", .method = get, .path = "/api/v1/audit/verify", .who = auditor, .lane = slow,
     .tag = "audit", .summary = "核对审计日志是否完整", .answer = "AuditVerdict", .handler = service::audit_verify},

    {.name = "webhook_list", .method = get, .path = "/api/v1/webhooks", .who = system, .lane = quick,
     .tag = "webhooks", .summary = "外发通知的接收地址", .answer = "WebhookList", .handler = service::webhook_list},
    {.name = "webhook_make", .method = post, .path = "/api/v1/webhooks", .who = system, .lane = write,
     .tag = "webhooks", .summary = "登记一个接收地址", .body = "NewWebhook", .answer = "MadeWebhook", .success = 201,
     .is_audited = true, .handler = service::webhook_make},
    {.name = "webhook_remove", .method = delete_, .path = "/api/v1/webhooks/{webhook}", .who = system, .lane = write,
     .tag = "webhooks", .summary = "删除接收地址", .success = 204, .content = "", .is_audited = true,
     .handler = service::webhook_remove},
    {.name = "webhook_test", .method = post, .path = "/api/v1/webhooks/{webhook}/test", .who = system, .lane = slow,
     .tag = "webhooks", .summary = "发一条试验通知", .answer = "Delivery", .handler = service::webhook_test},
    {.name = "webhook_deliveries", .method = get, .path = "/api/v1/webhooks/{webhook}/deliveries", .who = system,
     .lane = quick, .tag = "webhooks", .summary = "发送记录，新的在前", .query = delivery_rows,
     .answer = "DeliveryList", .handler = service::webhook_deliveries},

    {.name = "feed_make", .method = post, .path = "/api/v1/feed", .who = case_readers, .lane = write, .tag = "feed",
     .summary = "建立（或更换）自己的期限日历地址", .answer = "Feed", .success = 201, .is_audited = true,
     .handler = service::feed_make},
    {.name = "feed_revoke", .method = delete_, .path = "/api/v1/feed", .who = case_readers, .lane = write,
     .tag = "feed", .summary = "停用自己的期限日历地址", .success = 204, .content = "", .is_audited = true,
     .handler = service::feed_revoke},
    {.name = "feed_read", .method = get, .path = "/api/v1/feeds/{secret}", .who = anyone, .lane = slow, .tag = "feed",
     .summary = "期限日历（ICS），凭秘密地址读取", .headers = if_none_match_row, .content = "text/calendar",
     .also = unchanged_answer, .handler = service::feed_read},

    {.name = "openapi", .method = get, .path = "/api/v1/openapi.json", .who = anyone, .lane = quick, .tag = "about",
     .summary = "本接口的OpenAPI 3.1说明", .is_cacheable = true, .handler = service::openapi},
    {.name = "docs_page", .method = get, .path = "/api/v1/docs", .who = anyone, .lane = quick, .tag = "about",
     .summary = "供人阅读的接口说明", .content = "text/html", .is_cacheable = true, .handler = service::docs_page},
    {.name = "docs_style", .method = get, .path = "/api/v1/docs.css", .who = anyone, .lane = quick, .tag = "about",
     .summary = "接口说明页的样式", .content = "text/css", .is_cacheable = true, .handler = service::docs_style},
    {.name = "docs_script", .method = get, .path = "/api/v1/docs.js", .who = anyone, .lane = quick, .tag = "about",
     .summary = "接口说明页的脚本", .content = "text/javascript", .is_cacheable = true,
     .handler = service::docs_script},
    {.name = "health", .method = get, .path = "/healthz", .who = anyone, .lane = quick, .tag = "about",
     .summary = "服务是否正常", .answer = "Health", .handler = service::health},
    {.name = "metrics", .method = get, .path = "/metrics", .who = anyone, .lane = quick, .tag = "about",
     .summary = "Prometheus指标，只限本机或凭令牌", .content = "text/plain", .refuses = metrics_codes,
     .handler = service::metrics},
});
// clang-format on

constexpr bool is_complete() {
    for (const auto& route : table) {
        if (route.name.empty() || route.path.empty() || route.summary.empty()) return false;
        for (const auto& other : table)
            if (&other != &route &&
                (other.name == route.name || (other.path == route.path && other.method == route.method)))
                return false;
    }
    return true;
}
static_assert(is_complete(), "a row lacks its name, or a name or an address stands twice");

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace tiaojie::http
