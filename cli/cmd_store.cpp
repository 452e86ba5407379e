// init, verify, rebuild, backup, restore: the store as a whole.
#include <memory>
#include <new>

#include "api/tasks/report_check.hpp"
#include "api/wire/json_writer.hpp"
#include "cli/baseline.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/session.hpp"
#include "storage/work/new_store.hpp"
#include "storage/work/upkeep.hpp"

namespace tiaojie::cli {
namespace {

namespace fs = std::filesystem;

struct InitArguments {
    std::optional<Division> area{};
    std::optional<fs::path> divisions{};
};

int init(const Globals& globals, const InitArguments& asked) {
    const auto baseline = read_baseline(asked.divisions, asked.area);
    if (!baseline) return refused(globals, baseline.refusal());
    storage::create_store(globals.db, *baseline);
    const auto document = [&] {
        auto json = json_object();
        put(json, "db", globals.db.string());
        put(json, "area", baseline->area);
        put(json, "divisions", baseline->divisions.size());
        return json;
    };
    const auto text = [&] {
        return "已新建" + globals.db.string() + "，辖区" + baseline->area.text() + "，区划" +
               std::to_string(baseline->divisions.size()) + "个\n密钥在" +
               storage::Store::key_file_of(globals.db).string() + "，请妥善备份：没有它，个人信息无法读出\n";
    };
    return give(globals, {document, text});
}

Json verification_view(const storage::Verification& checked) {
    auto json = json_object();
    put(json, "ok", !checked.fault);
    put(json, "events", checked.events);
    put(json, "head", checked.head.empty() ? json_null() : to_json(checked.head));
    if (checked.fault) {
        auto fault = json_object();
        put(fault, "event", checked.fault->event > 0 ? to_json(checked.fault->event) : json_null());
        put(fault, "what", checked.fault->what);
        put(json, "fault", std::move(fault));
    }
    return json;
}

// A store that cannot be opened is reported in the same form as one that fails verification.
storage::Verification verified(const Globals& globals) {
    Progress progress{"校验"};
    try {
        storage::Store store{globals.db};
        auto checked = storage::verify(store, progress.callback());
        if (!checked.fault)
            if (const auto what = tasks::edition_fault(store)) checked.fault = storage::Fault{0, *what};
        return checked;
    } catch (const storage::StoreFault& fault) {
        if (fault.kind() == storage::FaultKind::no_key)
            return storage::verify_without_key(globals.db, fault.what(), progress.callback());
        return {0, {}, storage::Fault{0, fault.what()}};
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        return {0,
                {},
                storage::Fault{0, "数据库内容无法解读，已损坏：" + globals.db.string() + "（" + error.what() + "）"}};
    }
}

int verify(const Globals& globals) {
    const auto checked = verified(globals);
    const auto text = [&] {
        if (checked.fault) return std::string{};
        return "校验通过：流水" + std::to_string(checked.events) + "条，末端校验值" + checked.head + "\n";
    };
    give(globals, {[&] { return verification_view(checked); }, text});
    if (!checked.fault) return exit_done;
    say("tiaojie：校验未通过：" + checked.fault->what);
    return exit_fault;
}

int rebuild(const Globals& globals) {
    storage::Store store{globals.db};
    {
        Progress progress{"重建"};
        storage::rebuild(store, progress.callback());
    }
    const auto events = store.head().position;
    const auto document = [&] {
        auto json = json_object();
        put(json, "ok", true);
        put(json, "events", events);
        return json;
    };
    return give(globals, {document, [&] { return "已由" + std::to_string(events) + "条流水重建各派生表\n"; }});
}

int backup(const Globals& globals, const fs::path& target) {
    storage::Store store{globals.db};
    {
        Progress progress{"备份"};
        storage::backup(store, target, progress.callback());
    }
    storage::append_audit(store, operator_entry(globals, AuditAction::backup_made, target.filename().string()));
    const auto key = storage::Store::key_file_of(target).string();
    const auto document = [&] {
        auto json = json_object();
        put(json, "db", globals.db.string());
        put(json, "backup", target.string());
        put(json, "key", key);
        return json;
    };
    return give(globals, {document, [&] { return "已备份到" + target.string() + "，密钥在" + key + "\n"; }});
}

int restore(const Globals& globals, const fs::path& source) {
    storage::restore(source, globals.db);
    const auto document = [&] {
        auto json = json_object();
        put(json, "db", globals.db.string());
        put(json, "backup", source.string());
        return json;
    };
    return give(globals, {document, [&] { return "已由" + source.string() + "恢复到" + globals.db.string() + "\n"; }});
}

}  // namespace

Subcommand init_command() {
    const auto asked = std::make_shared<InitArguments>();
    return {"init",
            "新建数据库",
            "新数据库认得区划文件中的各村（社区）及其乡镇、区县，默认使用数据目录中的日历和政策。\n"
            "数据库旁边会新建同名的 .key 密钥文件，个人信息用它加密；两个文件都要备份。",
            {division_option("--area", asked->area, "辖区，默认为区划文件中的区县"),
             file_option("--divisions", asked->divisions, "区划文件（制表符分隔），默认用数据目录中的")},
            [asked](const Globals& globals) { return init(globals, *asked); }};
}

Subcommand verify_command() {
    return {"verify",
            "校验数据库：流水的校验链、个人信息、派生表、定稿",
            "从头读完全部流水，逐条核对校验链，并由流水重新算出各派生表加以比较。不通过时退出码为3。\n"
            "缺少密钥文件时只能核对校验链，也算不通过。",
            {},
            verify};
}

Subcommand rebuild_command() {
    return {"rebuild", "由流水重建各派生表", "流水不变；列表、统计、检索所用的表全部由流水重新生成。", {}, rebuild};
}

Subcommand backup_command() {
    const auto target = std::make_shared<fs::path>();
    return {"backup",
            "在线备份数据库和密钥",
            "备份期间可以照常使用。目标文件已存在时不作改动。",
            {file_argument("FILE", *target, "备份文件")},
            [target](const Globals& globals) { return backup(globals, *target); }};
}

Subcommand restore_command() {
    const auto source = std::make_shared<fs::path>();
    return {"restore",
            "由备份恢复出一个新的数据库",
            "先校验备份；--db 所指的文件须不存在。",
            {file_argument("FILE", *source, "备份文件，旁边须有它的 .key 密钥文件")},
            [source](const Globals& globals) { return restore(globals, *source); }};
}

}  // namespace tiaojie::cli
