#include <memory>

#include "api/tasks/data_files.hpp"
#include "cli/applying.hpp"
#include "cli/baseline.hpp"
#include "cli/input_files.hpp"
#include "cli/output.hpp"
#include "storage/work/new_store.hpp"

namespace tiaojie::cli {
namespace {

namespace fs = std::filesystem;

struct ApplyArguments {
    fs::path file{};
    ApplyOptions options{};
};

int apply(const Globals& globals, const ApplyArguments& asked) {
    storage::Store store{globals.db};
    auto report = apply_files(store, globals, {asked.file}, asked.options);
    if (!report) return refused(globals, report.refusal());
    return give_report(*report, globals, asked.options);
}

// Removes a store that was created only to be filled, when filling it failed.
void remove_store(const fs::path& file) {
    std::error_code error;
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(file.string() + end, error);
    fs::remove(storage::Store::key_file_of(file), error);
}

int demo(const Globals& globals) {
    const auto files = data_files("demo", ".jsonl");
    if (files.empty())
        return refused(globals, {"file_missing", {}, "找不到演示数据：" + (tasks::data_dir() / "demo").string()});
    const auto baseline = read_baseline(std::nullopt, std::nullopt);
    if (!baseline) return refused(globals, baseline.refusal());
    std::error_code error;
    const bool had_key = fs::exists(storage::Store::key_file_of(globals.db), error);
    storage::create_store(globals.db, *baseline);
    int status = exit_refused;
    {
        storage::Store store{globals.db};
        auto report = apply_files(store, globals, files, {});
        status = report ? give_report(*report, globals, {},
                                      "已把演示数据装入" + globals.db.string() + "，可用 tiaojie case list 查看\n")
                        : refused(globals, report.refusal());
    }
    if (status != exit_done && !had_key) remove_store(globals.db);
    return status;
}

}  // namespace

Subcommand apply_command() {
    const auto asked = std::make_shared<ApplyArguments>();
    return {
        "apply",
        "执行一个命令文件",
        "命令文件为JSON Lines：一行一个JSON对象，UTF-8编码。空行略过但计入行号。\n"
        "默认要么全部执行，要么在第一条被拒绝的命令处停止，什么也不写入。带 --keep-going 时各行独立，被拒绝的略过。\n"
        "带过id的命令执行过后不会再执行第二次，因此同一文件可以放心重新提交。",
        {file_argument("FILE", asked->file, "命令文件，- 为标准输入"),
         flag("--dry-run", asked->options.is_dry_run, "只检查，不写入"),
         flag("--keep-going", asked->options.keeps_going, "遇到被拒绝的行继续执行其余各行")},
        [asked](const Globals& globals) { return apply(globals, *asked); }};
}

Subcommand demo_command() {
    return {"demo",
            "新建数据库并装入演示数据（东庄镇2021年）",
            "人物和纠纷均为虚构。数据库文件已存在时不作改动。",
            {},
            [](const Globals& globals) { return demo(globals); }};
}

}  // namespace tiaojie::cli
