#include "api/routes/problem.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "api/wire/json_writer.hpp"

namespace tiaojie::http {
namespace {

// Whether such a thing exists is nobody's business outside its area: nothing in the answer is of the thing itself.
constexpr std::array<std::string_view, 4> objects_of_commands{"unknown_case", "unknown_notice", "unknown_campaign",
                                                              "unknown_consultation"};
constexpr std::array<std::string_view, 3> objects_of_routes{"unknown_edition", "unknown_account", "unknown_webhook"};

std::string_view title_of(unsigned status) {
    switch (status) {
        case 400:
            return "请求有误";
        case 401:
            return "尚未登录";
        case 403:
            return "没有权限";
        case 404:
            return "没有找到";
        case 405:
            return "不支持这种请求方法";
        case 406:
            return "不提供这种格式";
        case 409:
            return "不符合办理规则";
        case 412:
            return "已被他人更改";
        case 413:
            return "内容过长";
        case 415:
            return "内容格式不支持";
        case 422:
            return "填写有误";
        case 429:
            return "请求过于频繁";
        case 500:
            return "服务器内部错误";
        case 503:
            return "暂时不能服务";
        case 507:
            return "存储空间不足";
        default:
            return "请求未能完成";
    }
}

const ProblemTerm* find_term(std::string_view code) {
    const auto& terms = problem_terms();
    const auto found = std::find_if(terms.begin(), terms.end(), [&](const auto& term) { return term.code == code; });
    return found == terms.end() ? nullptr : &*found;
}

unsigned status_of(const Refusal& refusal) {
    if (const auto* term = find_term(refusal.code)) return term->status;
    const auto& terms = refusal_terms();
    const auto found =
        std::find_if(terms.begin(), terms.end(), [&](const auto& term) { return term.code == refusal.code; });
    return found != terms.end() && found->kind == RefusalKind::field ? 422 : 409;
}

template <std::size_t size>
bool is_one_of(std::string_view code, const std::array<std::string_view, size>& codes) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::vector<FieldProblem> errors_of(const std::vector<Refusal>& refusals) {
    std::vector<FieldProblem> out;
    for (const auto& each : refusals)
        if (!each.field.empty()) out.push_back({each.field, each.message});
    return out;
}

}  // namespace

const std::vector<ProblemTerm>& problem_terms() {
    static const std::vector<ProblemTerm> terms{
        {"bad_request", 400, "请求不合格式"},

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
        {"not_acceptable", 406, "不提供所要求的格式"},

        {"id_taken", 409, "这个编号已用于另一次办理，请换一个"},
        {"no_code_needed", 409, "这次登录不需要验证码"},
        {"own_account", 409, "不能对自己的账号这样办理"},
        {"already_enrolled", 409, "已启用第二因素，须先停用"},
        {"not_enrolled", 409, "尚未启用第二因素"},
        {"too_many", 409, "已达到允许的最多数量"},

        {"stale", 412, "内容已被他人更改，请刷新后再办"},
        {"too_large", 413, "内容超过允许的长度"},
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
        {"bad_cursor", 422, "翻页位置无效，请从第一页重新列出"},

        {"locked", 429, "多次输错，账号暂时锁定"},
        {"too_many_requests", 429, "正在处理的请求过多，请稍后重试"},

        {"internal", 500, "服务器内部错误，未作任何改动"},
        {"store_locked", 503, "数据正被其他程序占用，请稍后重试"},
        {"store_unavailable", 503, "数据库暂时不能使用"},
        {"stopping", 503, "服务器正在停止，请稍后重试"},
        {"store_full", 507, "存储空间不足，未作任何改动；仍可查询"},
    };
    return terms;
}

Response problem(unsigned status, std::string_view code, std::string_view detail,
                 const std::vector<FieldProblem>& errors) {
    auto json = json_object();
    put(json, "type", "urn:tiaojie:problem:" + std::string{code});
    put(json, "title", title_of(status));
    put(json, "status", static_cast<std::int64_t>(status));
    put(json, "code", code);
    put(json, "detail", detail);
    auto list = json_list();
    for (const auto& error : errors) {
        auto each = json_object();
        put(each, "field", error.field);
        put(each, "problem", error.problem);
        add(list, std::move(each));
    }
    put(json, "errors", std::move(list));
    auto response = text_response(status, "application/problem+json", write_json(json));
    if (status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer realm=\"tiaojie\""});
    return response;
}

Response problem(std::string_view code, std::string_view detail) {
    const auto* term = find_term(code);
    if (term == nullptr) throw std::logic_error{"problem code not in the table: " + std::string{code}};
    return problem(term->status, code, detail.empty() ? term->sentence : detail);
}

Response problem_of(const Refusal& refusal) {
    if (is_one_of(refusal.code, objects_of_routes)) return not_found();
    if (is_one_of(refusal.code, objects_of_commands)) return not_found(refusal.code);
    return problem(status_of(refusal), refusal.code, refusal.message, errors_of({refusal}));
}

Response problem_of(const std::vector<Refusal>& refusals) {
    const auto& first = refusals.front();
    if (refusals.size() == 1) return problem_of(first);
    return problem(status_of(first), first.code, first.message + "；共" + std::to_string(refusals.size()) + "处",
                   errors_of(refusals));
}

Response problem_of(const std::vector<FieldProblem>& problems) {
    const auto& first = problems.front();
    auto detail = first.field.empty() ? first.problem : first.field + "：" + first.problem;
    if (problems.size() > 1) detail += "；共" + std::to_string(problems.size()) + "处";
    return problem(422, "validation_failed", detail, problems);
}

Response not_found() { return problem("not_found"); }

Response not_found(std::string_view code) { return problem(404, code, refuse(code).message); }

Response unauthenticated() { return problem("unauthenticated"); }

Response forbidden() { return problem("forbidden"); }

Response no_route(const Unmatched& unmatched) {
    if (unmatched.why != NoRoute::method_not_allowed) return not_found();
    auto response = problem("method_not_allowed");
    response.headers.push_back({"Allow", unmatched.allow});
    return response;
}

Response stale() { return problem("stale"); }

Response unsupported_media_type() { return problem("unsupported_media_type"); }

Response too_many_requests(int retry_after_seconds) {
    auto response = problem("too_many_requests");
    response.headers.push_back({"Retry-After", std::to_string(retry_after_seconds)});
    return response;
}

}  // namespace tiaojie::http
