// Signing in and out, the account's own password and second factor.
#include "api/routes/handlers.hpp"
#include "api/service/answering.hpp"
#include "api/service/bodies.hpp"
#include "api/service/identify.hpp"
#include "api/service/service.hpp"
#include "storage/access/accounts.hpp"
#include "storage/access/second_factor.hpp"
#include "storage/access/sessions.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::service {
namespace {

constexpr std::string_view issuer = "tiaojie";
constexpr const char* wrong_sign_in = "账号、口令或验证码不正确";

Json session_view(storage::Store& store, const storage::Session& session, Date today) {
    auto json = json_object();
    put(json, "account", session.account.name);
    put(json, "role", session.account.role);
    put(json, "area", session.account.area);
    put(json, "area_name", storage::division_name(store.db(), session.account.area));
    put(json, "mediator", session.account.mediator);
    put(json, "csrf", session.is_token ? json_null() : to_json(session.csrf));
    put(json, "must_change", session.must_change);
    put(json, "awaits_code", session.awaits_code);
    put(json, "second_factor", session.has_second_factor);
    put(json, "needs_second_factor", session.needs_second_factor);
    put(json, "is_token", session.is_token);
    put(json, "read_only", session.is_read_only);
    put(json, "expires", time_text(session.expires));
    put(json, "today", today);
    return json;
}

http::Response opened(const Call& call, storage::Store& store, const storage::NewSession& made, unsigned status) {
    auto response = ok(session_view(store, made.session, call.today), status);
    response.headers.push_back({"Set-Cookie", set_cookie(made.secret, call.request.is_secure)});
    return response;
}

http::Response locked(std::int64_t seconds) {
    return http::problem_until("locked", seconds, "多次输入错误，账号已锁定，请稍后再试");
}

// Why no session follows; nothing when one does.
std::optional<http::Response> refused_sign_in(const storage::SignInResult& result, std::int64_t now) {
    switch (result.outcome) {
        case storage::SignIn::accepted:
        case storage::SignIn::awaits_code:
            return std::nullopt;
        case storage::SignIn::wrong:
            if (result.has_just_locked) return locked(result.locked_until - now);
            return http::problem("wrong_sign_in", wrong_sign_in);
        case storage::SignIn::locked:
            return locked(result.locked_until - now);
        case storage::SignIn::disabled:
            return http::problem("account_disabled", "账号已停用，请联系管理员");
        case storage::SignIn::unapproved:
            return http::problem("account_unapproved", "账号尚未经安全管理员批准");
    }
    return http::problem("wrong_sign_in", wrong_sign_in);
}

// An unknown name may be a password typed in the wrong place: it is not logged.
void log_sign_in(const Call& call, storage::Store& store, const storage::SignInResult& result, bool is_done) {
    auto entry = audit_entry(call, is_done ? AuditAction::sign_in : AuditAction::sign_in_failed, {});
    if (result.account) entry.actor = entry.object = result.account->account.name;
    if (entry.actor.empty()) entry.actor = "unknown";
    if (!is_done) entry.outcome = AuditOutcome::refused;
    storage::write_audit(store, entry);
    if (!result.has_just_locked) return;
    entry.action = AuditAction::locked;
    entry.outcome = AuditOutcome::done;
    storage::write_audit(store, entry);
}

// In the writer: decides with the failures as they are now.
http::Response finish_sign_in(const Call& call, storage::Store& store, const storage::PasswordCheck& check,
                              const std::optional<std::string>& code) {
    const auto now = call.service.clock().seconds();
    const auto& rules = call.service.options().session_rules;
    auto result = storage::write_sign_in_result(store, check, now, rules);
    bool awaits_code = result.outcome == storage::SignIn::awaits_code;
    if (awaits_code && code) {
        result = storage::write_code_result(store, check.name, *code, now, rules);
        awaits_code = false;
    }
    const auto refused = refused_sign_in(result, now);
    log_sign_in(call, store, result, !refused);
    if (refused) return *refused;
    return opened(call, store, storage::write_session(store, result.account->account, awaits_code, now, rules), 201);
}

}  // namespace

// On the password pool: the slow hashing here, what follows of it in the writer.
http::Response sign_in(Call& call) {
    auto body = body_of<SignInBody>(call);
    if (auto* problem = refusal_in(body)) return std::move(*problem);
    const auto& given = std::get<SignInBody>(body);
    const auto now = call.service.clock().seconds();
    if (const auto seconds = storage::locked_for(call.store, given.account, now); seconds > 0) return locked(seconds);
    const auto check = storage::check_password(call.store, given.account, given.password);
    return call.service.writer().run(
        [&](storage::Ledger&, storage::Store& store) { return finish_sign_in(call, store, check, given.code); });
}

http::Response session_show(Call& call) { return ok(session_view(call.store, *call.session, call.today)); }

http::Response sign_out(Call& call) {
    storage::write_sign_out(call.store, call.session->id);
    call.service.hub().end_session(call.session->id);
    storage::write_audit(call.store, audit_entry(call, AuditAction::sign_out, call.account().name));
    auto response = http::empty_response(204);
    response.headers.push_back({"Set-Cookie", clear_cookie(call.request.is_secure)});
    return response;
}

http::Response change_password(Call& call) {
    auto body = body_of<PasswordChangeBody>(call);
    if (auto* problem = refusal_in(body)) return std::move(*problem);
    const auto& given = std::get<PasswordChangeBody>(body);
    if (call.session->is_token) return http::problem("forbidden", "须登录后才能修改口令");
    const auto& name = call.account().name;
    const auto present = storage::check_password(call.store, name, given.old_password);
    const auto fresh = storage::prepare_password(call.store, name, given.new_password);
    if (present.matches && !fresh) {
        auto refusal = fresh.refusal();
        refusal.field = "new";
        return http::problem_of(refusal);
    }
    return call.service.writer().run([&](storage::Ledger&, storage::Store& store) {
        const auto now = call.service.clock().seconds();
        const auto& rules = call.service.options().session_rules;
        const auto result = fresh
                                ? storage::write_changed_password(store, present, *fresh, call.session->id, now, rules)
                                : storage::write_sign_in_result(store, present, now, rules);
        const auto refused = refused_sign_in(result, now);
        auto entry = audit_entry(call, AuditAction::password_changed, name);
        if (refused) entry.outcome = AuditOutcome::refused;
        storage::write_audit(store, entry);
        if (refused) return *refused;
        auto changed = *call.session;
        changed.must_change = false;
        return ok(session_view(store, changed, call.today));
    });
}

http::Response second_factor_check(Call& call) {
    auto body = body_of<CodeBody>(call);
    if (auto* problem = refusal_in(body)) return std::move(*problem);
    if (!call.session->awaits_code) return http::problem("no_code_needed", "这次登录不需要验证码");
    const auto now = call.service.clock().seconds();
    const auto& rules = call.service.options().session_rules;
    const auto result =
        storage::write_code_result(call.store, call.account().name, std::get<CodeBody>(body).code, now, rules);
    const auto refused = refused_sign_in(result, now);
    log_sign_in(call, call.store, result, !refused);
    if (refused) return *refused;
    return opened(call, call.store, storage::write_full_session(call.store, *call.session, now, rules), 200);
}

http::Response second_factor_start(Call& call) {
    if (call.session->is_token) return http::problem("forbidden", "须登录后才能启用动态验证码");
    const auto made = storage::write_enrolment(call.store, call.account().name, issuer);
    if (!made) return http::problem_of(made.refusal());
    auto json = json_object();
    put(json, "uri", made->uri);
    put(json, "secret", made->secret);
    return ok(json);
}

http::Response second_factor_confirm(Call& call) {
    auto body = body_of<CodeBody>(call);
    if (auto* problem = refusal_in(body)) return std::move(*problem);
    if (call.session->is_token) return http::problem("forbidden", "须登录后才能启用动态验证码");
    const auto codes = storage::write_confirmed_enrolment(
        call.store, call.account().name, std::get<CodeBody>(body).code, call.service.clock().seconds());
    if (!codes) return http::problem_of(codes.refusal());
    storage::write_audit(call.store, audit_entry(call, AuditAction::second_factor_enrolled, call.account().name));
    auto json = json_object();
    put(json, "recovery_codes", *codes);
    return ok(json);
}

http::Response second_factor_remove(Call& call) {
    auto body = body_of<CodeBody>(call);
    if (auto* problem = refusal_in(body)) return std::move(*problem);
    if (call.session->is_token) return http::problem("forbidden", "须登录后才能停用动态验证码");
    if (!call.session->has_second_factor) return http::problem("not_enrolled");
    const auto now = call.service.clock().seconds();
    const auto result = storage::write_code_result(call.store, call.account().name, std::get<CodeBody>(body).code, now,
                                                   call.service.options().session_rules);
    if (auto refused = refused_sign_in(result, now)) return *std::move(refused);
    storage::write_removed_second_factor(call.store, call.account().name);
    storage::write_audit(call.store, audit_entry(call, AuditAction::second_factor_removed, call.account().name));
    return http::empty_response(204);
}

}  // namespace tiaojie::service
