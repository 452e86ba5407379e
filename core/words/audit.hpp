// The words of the audit journal: what was done, and whether it was let.
#pragma once

#include "core/words/vocabulary.hpp"

namespace tiaojie {

enum class AuditAction : std::uint8_t {
    sign_in,
    sign_in_failed,
    sign_out,
    locked,
    unlocked,
    password_changed,
    password_reset,
    second_factor_enrolled,
    second_factor_removed,
    second_factor_roles_set,
    recovery_codes_made,
    token_made,
    token_revoked,
    account_made,
    account_approved,
    account_disabled,
    account_enabled,
    rights_changed,
    case_read,
    case_revealed,
    exported,
    attachment_added,
    attachment_read,
    report_frozen,
    policy_set,
    calendar_loaded,
    webhook_changed,
    feed_made,
    feed_revoked,
    backup_made,
    audit_read,
    audit_pruned,
    command_given
};
enum class AuditOutcome : std::uint8_t { done, refused };

template <>
struct Terms<AuditAction> {
    static constexpr std::array<Term<AuditAction>, 33> all{{
        {AuditAction::sign_in, "sign_in", "登录"},
        {AuditAction::sign_in_failed, "sign_in_failed", "登录失败"},
        {AuditAction::sign_out, "sign_out", "退出"},
        {AuditAction::locked, "locked", "锁定账号"},
        {AuditAction::unlocked, "unlocked", "解除锁定"},
        {AuditAction::password_changed, "password_changed", "修改口令"},
        {AuditAction::password_reset, "password_reset", "重置口令"},
        {AuditAction::second_factor_enrolled, "second_factor_enrolled", "启用第二因素"},
        {AuditAction::second_factor_removed, "second_factor_removed", "取消第二因素"},
        {AuditAction::second_factor_roles_set, "second_factor_roles_set", "设定须用第二因素的角色"},
        {AuditAction::recovery_codes_made, "recovery_codes_made", "更换恢复码"},
        {AuditAction::token_made, "token_made", "签发令牌"},
        {AuditAction::token_revoked, "token_revoked", "撤销令牌"},
        {AuditAction::account_made, "account_made", "建立账号"},
        {AuditAction::account_approved, "account_approved", "批准账号"},
        {AuditAction::account_disabled, "account_disabled", "停用账号"},
        {AuditAction::account_enabled, "account_enabled", "恢复账号"},
        {AuditAction::rights_changed, "rights_changed", "变更权限"},
        {AuditAction::case_read, "case_read", "查看案件"},
        {AuditAction::case_revealed, "case_revealed", "查看个人信息"},
        {AuditAction::exported, "exported", "导出"},
        {AuditAction::attachment_added, "attachment_added", "上传附件"},
        {AuditAction::attachment_read, "attachment_read", "查看附件"},
        {AuditAction::report_frozen, "report_frozen", "报告定稿"},
        {AuditAction::policy_set, "policy_set", "设定政策"},
        {AuditAction::calendar_loaded, "calendar_loaded", "装入日历"},
        {AuditAction::webhook_changed, "webhook_changed", "变更推送"},
        {AuditAction::feed_made, "feed_made", "建立日程订阅"},
        {AuditAction::feed_revoked, "feed_revoked", "撤销日程订阅"},
        {AuditAction::backup_made, "backup_made", "备份"},
        {AuditAction::audit_read, "audit_read", "查阅审计日志"},
        {AuditAction::audit_pruned, "audit_pruned", "清理审计日志"},
        {AuditAction::command_given, "command_given", "办理"},
    }};
};
template <>
struct Terms<AuditOutcome> {
    static constexpr std::array<Term<AuditOutcome>, 2> all{
        {{AuditOutcome::done, "done", "完成"}, {AuditOutcome::refused, "refused", "拒绝"}}};
};
static_assert(in_order<AuditAction>() && in_order<AuditOutcome>());

}  // namespace tiaojie
