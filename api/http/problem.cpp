#include "api/http/problem.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "core/words/text.hpp"

namespace tiaojie::http {
namespace {

constexpr auto terms = std::to_array<ProblemTerm>({
    {"bad_request", 400, "请求不符合HTTP/1.1的格式"},

    {"unauthenticated", 401, "请先登录"},
    {"wrong_sign_in", 401, "账号、口令或验证码不正确"},
    {"code_needed", 401, "请先输入动态验证码"},

    {"forbidden", 403, "您的账号没有这项权限"},
    {"csrf_missing", 403, "请求缺少或带有不符的X-CSRF-Token，可能来自其他网站，未执行"},
    {"read_only", 403, "这个令牌只能读取，不能办理"},
    {"password_change_needed", 403, "请先修改初始口令"},
    {"second_factor_needed", 403, "您的角色须先启用动态验证码"},
    {"account_disabled", 403, "这个账号已停用"},
    {"account_unapproved", 403, "这个账号尚未经安全管理员批准"},

    {"not_found", 404, "没有这项内容，或不在您的范围内"},
    {"method_not_allowed", 405, "这个地址不支持这种请求方法"},

    {"id_taken", 409, "这个编号已用于另一次办理，请换一个"},
    {"no_code_needed", 409, "这次登录不需要验证码"},
    {"own_account", 409, "不能对自己的账号这样办理"},
    {"already_enrolled", 409, "已启用第二因素，须先停用"},
    {"not_enrolled", 409, "尚未启用第二因素"},
    {"too_many", 409, "已达到允许的最多数量"},

    {"timeout", 408, "请求没有在规定时间内发完"},
    {"stale", 412, "内容已被他人更改，请刷新后再办"},
    {"body_too_large", 413, "请求内容超过上限"},
    {"bad_media", 415, "只接受JPEG、PNG、WebP图片和PDF文件"},
    {"unsupported_media_type", 415, "须以application/json（UTF-8）提交"},

    {"validation_failed", 422, "填写的内容不符合要求"},
    {"weak_password", 422, "口令不符合要求"},
    {"same_password", 422, "新口令不能与现在的相同"},
    {"wrong_code", 422, "验证码不正确"},
    {"reserved_name", 422, "这个账号名由系统保留"},
    {"outside_area", 422, "不在您的范围内"},
    {"bad_url", 422, "须为合格的http或https地址"},
    {"unknown_metric", 422, "没有这个指标"},
    {"not_listable", 422, "这个指标没有可列出的案件"},
    {"unknown_cut_off", 422, "流水没有到这一条"},

    {"locked", 429, "多次输错，账号暂时锁定"},
    {"too_many_requests", 429, "正在处理的请求过多，请稍后重试"},

    {"headers_too_large", 431, "请求头超过上限"},

    {"internal", 500, "服务器内部错误，未作任何改动"},
    {"internal_error", 500, "程序内部出错，请求没有得到答复"},
    {"too_many_connections", 503, "连接过多，请稍后再试"},
    {"busy", 503, "正在接收的请求内容过多，请稍后再试"},
    {"store_locked", 503, "数据正被其他程序占用，请稍后重试"},
    {"store_unavailable", 503, "数据库暂时不能使用"},
    {"store_full", 507, "存储空间不足，未作任何改动；仍可查询"},
});

constexpr auto titles = std::to_array<std::pair<unsigned, std::string_view>>({
    {400, "请求有误"},
    {401, "尚未登录"},
    {403, "没有权限"},
    {404, "没有找到"},
    {405, "不支持这种请求方法"},
    {408, "请求超时"},
    {409, "不符合办理规则"},
    {412, "已被他人更改"},
    {413, "内容过长"},
    {415, "内容格式不支持"},
    {422, "填写有误"},
    {429, "请求过于频繁"},
    {431, "请求头过长"},
    {500, "服务器内部错误"},
    {503, "暂时不能服务"},
    {507, "存储空间不足"},
});

// Whether such a thing exists is nobody's business outside its area: nothing in the answer is of the thing itself.
constexpr std::array<std::string_view, 4> objects_of_commands{"unknown_case", "unknown_notice", "unknown_campaign",
                                                              "unknown_consultation"};
constexpr std::array<std::string_view, 3> objects_of_routes{"unknown_edition", "unknown_account", "unknown_webhook"};

template <std::size_t size>
bool is_one_of(std::string_view code, const std::array<std::string_view, size>& codes) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

const ProblemTerm* find_term(std::string_view code) {
    const auto found = std::find_if(terms.begin(), terms.end(), [&](const auto& term) { return term.code == code; });
    return found == terms.end() ? nullptr : &*found;
}

unsigned status_of(const Refusal& refusal) {
    if (const auto* term = find_term(refusal.code)) return term->status;
    const auto& rules = refusal_terms();
    const auto found =
        std::find_if(rules.begin(), rules.end(), [&](const auto& term) { return term.code == refusal.code; });
    return found != rules.end() && found->kind == RefusalKind::field ? 422 : 409;
}

void put(std::string& out, std::string_view name, std::string_view value) {
    out += out.size() == 1 ? "" : ",";
    append_json_string(out, name);
    out += ':';
    append_json_string(out, value);
}

Response written(unsigned status, std::string_view code, std::string_view detail,
                 const std::vector<FieldProblem>& errors, long long retry_seconds = usual_retry_seconds) {
    std::string out = "{";
    put(out, "type", "urn:tiaojie:problem:" + std::string{code});
    put(out, "title", problem_title(status));
    out += ",\"status\":" + std::to_string(status);
    put(out, "code", code);
    put(out, "detail", detail);
    out += ",\"errors\":[";
    for (const auto& error : errors) {
        if (&error != &errors.front()) out += ',';
        std::string each = "{";
        put(each, "field", error.field);
        put(each, "problem", error.problem);
        out += each + "}";
    }
    out += "]}";
    auto response = text_response(status, "application/problem+json", std::move(out));
    if (status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer realm=\"tiaojie\""});
    if (status == 429 || status == 503) response.headers.push_back({"Retry-After", std::to_string(retry_seconds)});
    return response;
}

std::vector<FieldProblem> errors_of(const std::vector<Refusal>& refusals) {
    std::vector<FieldProblem> out;
    for (const auto& each : refusals)
        if (!each.field.empty()) out.push_back({each.field, each.message});
    return out;
}

}  // namespace

std::span<const ProblemTerm> problem_terms() { return terms; }

std::string_view problem_title(unsigned status) {
    const auto found =
        std::find_if(titles.begin(), titles.end(), [&](const auto& title) { return title.first == status; });
    assert(found != titles.end() && "every status of a problem has its title");
    return found->second;
}

Response problem(std::string_view code, std::string_view detail, const std::vector<FieldProblem>& errors) {
    const auto* term = find_term(code);
    assert(term != nullptr && "every code that is sent stands in the table");
    return written(term->status, code, detail.empty() ? term->sentence : detail, errors);
}

Response problem_until(std::string_view code, long long retry_seconds, std::string_view detail) {
    const auto* term = find_term(code);
    assert(term != nullptr && "every code that is sent stands in the table");
    return written(term->status, code, detail.empty() ? term->sentence : detail, {}, std::max(1LL, retry_seconds));
}

Response problem_of(const Refusal& refusal) {
    if (is_one_of(refusal.code, objects_of_routes)) return not_found();
    if (is_one_of(refusal.code, objects_of_commands)) return not_found(refusal.code);
    return written(status_of(refusal), refusal.code, refusal.message, errors_of({refusal}));
}

Response problem_of(const std::vector<Refusal>& refusals) {
    assert(!refusals.empty());
    const auto& first = refusals.front();
    if (refusals.size() == 1) return problem_of(first);
    return written(status_of(first), first.code, first.message + "；共" + std::to_string(refusals.size()) + "处",
                   errors_of(refusals));
}

Response problem_of(const std::vector<FieldProblem>& problems) {
    assert(!problems.empty());
    const auto& first = problems.front();
    auto detail = first.field.empty() ? first.problem : first.field + "：" + first.problem;
    if (problems.size() > 1) detail += "；共" + std::to_string(problems.size()) + "处";
    return problem("validation_failed", detail, problems);
}

Response not_found() { return problem("not_found"); }

Response not_found(std::string_view code) { return written(404, code, refuse(code).message, {}); }

}  // namespace tiaojie::http
