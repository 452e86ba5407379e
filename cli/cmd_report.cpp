// report, report freeze, list, show, verify: the mediation section of the annual report. `report diff` is in
// cmd_report_diff.cpp.
#include <algorithm>

#include "api/papers/paper.hpp"
#include "api/tasks/data_files.hpp"
#include "api/tasks/report_check.hpp"
#include "api/tasks/report_maker.hpp"
#include "api/tasks/report_view.hpp"
#include "api/wire/json_writer.hpp"
#include "cli/cmd_report.hpp"
#include "cli/file_output.hpp"
#include "cli/input_files.hpp"
#include "cli/listing.hpp"
#include "cli/session.hpp"
#include "cli/terminal.hpp"
#include "storage/files/editions.hpp"

namespace tiaojie::cli {
namespace {

struct ReportOptions {
    std::optional<std::int64_t> year{};
    std::optional<Date> as_of{};
    std::optional<Division> division{};
    std::optional<std::string> format{};
    std::optional<std::filesystem::path> out{};
    std::optional<std::filesystem::path> template_file{};
    std::vector<std::string> editions{};
};

constexpr std::int64_t first_year = 1800;
constexpr std::int64_t last_year = 2199;

constexpr const char* none_frozen = "还没有定稿的年度报告";

std::vector<Option> scope_options(ReportOptions& o) {
    return {required(number_option("--year", o.year, first_year, last_year, "报告年度")),
            date_option("--as-of", o.as_of, "统计日，默认为今天"),
            division_option("--division", o.division, "所报告的区划，默认为本库辖区"),
            file_option("--template", o.template_file, "文字模板，默认为 data/templates/annual_report.mustache")};
}

Result<storage::ReportScope> scope_of(storage::Store& store, const ReportOptions& o, const Globals& globals) {
    if (auto refusal = unknown_division(store, o.division)) return *refusal;
    return storage::ReportScope{static_cast<int>(*o.year), std::min(o.as_of.value_or(globals.today), globals.today),
                                store.head().position, o.division ? *o.division : storage::report_division(store)};
}

Result<std::string> template_of(const ReportOptions& o) {
    return read_input(o.template_file.value_or(tasks::report_template_file()), "template");
}

// A paper (docx, pdf) can go to a file or to another program, but not to the screen.
Fault misuse_of_paper(const ReportOptions& o, const Globals& globals) {
    if (!o.format || !parse_paper_form(*o.format) || o.out) return std::nullopt;
    if (auto fault = fault_of_output(globals, o.out, *o.format + "文件")) return fault;
    if (output_is_terminal()) return *o.format + "文件不能显示在屏幕上，请用 --out 写明文件";
    return std::nullopt;
}

// Writes to the file named by --out, otherwise to standard output.
std::optional<Refusal> write_out(const ReportOptions& o, const Result<std::string>& bytes) {
    if (!bytes) return bytes.refusal();
    FileOutput out{o.out};
    out.write(*bytes);
    return out.finish();
}

// The JSON document that names the file written.
Json out_view(const std::filesystem::path& file) {
    auto document = json_object();
    put(document, "out", file.string());
    return document;
}

template <class Made>
Result<std::string> bytes_of(const Made& made, const std::string& format) {
    auto file = tasks::report_file(made, format);
    if (!file) return file.refusal();
    return (*std::move(file)).bytes;
}

int run_report(const ReportOptions& o, const Globals& globals) {
    if (const auto misuse = misuse_of_paper(o, globals)) return misused(globals, *misuse);
    storage::Store store{globals.db};
    const auto scope = scope_of(store, o, globals);
    if (!scope) return refused(globals, scope.refusal());
    const auto text = template_of(o);
    if (!text) return refused(globals, text.refusal());
    const auto report_in = [&](const std::string& format) -> Result<std::string> {
        const bool is_json = format == "json";
        const auto made =
            tasks::make_report(store, *scope, *text, is_json ? tasks::Behind::listed : tasks::Behind::left_out);
        if (!made) return made.refusal();
        if (is_json) return write_json(report_json(made->facts, made->report)) + "\n";
        return bytes_of(*made, format);
    };
    // Without --out the answer is the report as JSON, even when --format names another form.
    const auto document = [&]() -> std::optional<Refusal> {
        auto refusal = write_out(o, report_in(o.out ? o.format.value_or("json") : "json"));
        if (!refusal && o.out) print_json(out_view(*o.out));
        return refusal;
    };
    return give(globals, {document, [&] { return write_out(o, report_in(o.format.value_or("text"))); }});
}

int run_freeze(const ReportOptions& o, const Globals& globals) {
    storage::Store store{globals.db};
    const auto scope = scope_of(store, o, globals);
    if (!scope) return refused(globals, scope.refusal());
    const auto text = template_of(o);
    if (!text) return refused(globals, text.refusal());
    const auto frozen = tasks::make_frozen(store, *scope, *text);
    if (!frozen) return refused(globals, frozen.refusal());
    const auto edition = storage::freeze(store, scope->year, globals.now, write_json(frozen_json(*frozen)));
    storage::append_audit(store, operator_entry(globals, AuditAction::report_frozen, edition.id));
    const auto opened = tasks::open_edition(store, edition.id);
    if (!opened) return refused(globals, opened.refusal());
    const auto sentence = [&] {
        return "已定稿：" + edition.id + "（" + kind_of(*opened) + "，统计日" + frozen->as_of.text() + "，截止流水" +
               std::to_string(frozen->cut_off) + "）\n";
    };
    return give(globals, {[&] { return tasks::edition_json(*opened); }, sentence});
}

int run_list(const Globals& globals) {
    storage::Store store{globals.db};
    auto opened = tasks::open_editions(store);
    if (opened.unreadable) return refused(globals, *opened.unreadable);
    std::erase_if(opened.list, [&](const auto& each) { return !tasks::is_frozen_by(each.edition, globals.today); });
    const auto cells = [](const tasks::OpenEdition& each) -> std::vector<Cell> {
        return {{each.edition.id},
                {kind_of(each)},
                {each.edition.frozen},
                {each.frozen.as_of.text()},
                {std::to_string(each.frozen.cut_off)},
                {each.frozen.area_name}};
    };
    return give_list(globals, opened.list, tasks::edition_json,
                     {{"版次"}, {"类别"}, {"定稿时间"}, {"统计日"}, {"截止流水", true}, {"区划"}}, cells, none_frozen);
}

int run_show(const ReportOptions& o, const Globals& globals) {
    if (const auto misuse = misuse_of_paper(o, globals)) return misused(globals, *misuse);
    storage::Store store{globals.db};
    const auto found = tasks::open_edition(store, o.editions.front());
    if (!found) return refused(globals, found.refusal());
    const auto text = [&] { return write_out(o, bytes_of(found->frozen, o.format.value_or("text"))); };
    const auto document = [&]() -> std::optional<Refusal> {
        auto refusal = o.out ? text() : std::nullopt;
        if (!refusal) print_json(o.out ? out_view(*o.out) : tasks::frozen_edition_json(*found));
        return refusal;
    };
    return give(globals, {document, text});
}

int run_verify(const ReportOptions& o, const Globals& globals) {
    storage::Store store{globals.db};
    std::vector<storage::Edition> meant;
    for (const auto& id : o.editions) {
        const auto found = storage::find_edition(store, id);
        if (!found) return refused(globals, tasks::unknown_edition(id));
        meant.push_back(*found);
    }
    if (o.editions.empty()) meant = storage::editions(store);
    bool all_good = true;
    const auto damaged = storage::damaged_edition(store);
    const auto fault_of = [&](const storage::Edition& edition) {
        auto fault = damaged == edition.id
                         ? std::optional<std::string>{"年度报告" + edition.id + "：内容与其摘要不一致"}
                         : tasks::fault_of_edition(store, edition);
        all_good = all_good && !fault;
        return fault;
    };
    const auto document = [&] {
        auto list = json_list();
        for (const auto& edition : meant) {
            const auto fault = fault_of(edition);
            auto each = json_object();
            put(each, "edition", edition.id);
            put(each, "ok", !fault.has_value());
            put(each, "fault", fault);
            add(list, std::move(each));
        }
        auto out = json_object();
        put(out, "ok", all_good);
        put(out, "editions", std::move(list));
        return out;
    };
    // Each line is printed as soon as it is known, because computing an edition again takes a while.
    const auto text = [&] {
        for (const auto& edition : meant) print(edition.id + "  " + fault_of(edition).value_or("重新计算一致") + "\n");
        if (meant.empty()) say(none_frozen);
    };
    give(globals, {document, text});
    return all_good ? exit_done : exit_fault;
}

// A row whose `run` keeps the options alive.
template <class Run>
Subcommand row(std::string name, std::string summary, std::string help, std::shared_ptr<ReportOptions> o,
               std::vector<Option> options, Run run) {
    Subcommand out;
    out.name = std::move(name);
    out.summary = std::move(summary);
    out.help = std::move(help);
    out.options = std::move(options);
    out.run = [o = std::move(o), run](const Globals& globals) { return run(*o, globals); };
    return out;
}

Subcommand report_command() {
    auto o = std::make_shared<ReportOptions>();
    auto options = scope_options(*o);
    options.push_back(
        choice_option("--format", "FORMAT", o->format, {"text", "markdown", "json", "docx", "pdf"}, "输出格式"));
    options.push_back(file_option("--out", o->out, "写入文件，默认为标准输出"));
    return row(
        "report", "生成年度报告的矛盾纠纷调解部分",
        "按模板写出一年的矛盾纠纷排查化解情况和人民调解力量；没有事实依据的句子不写。\n\n"
        "json 格式列出文中每一个数字的指标、所在句子和背后的案件（或组织、人员、会商）编号，个数与数字相等。\n\n"
        "docx（Word）和 pdf 按党政机关公文格式（GB/T 9704-2012）排版，文字与 text 相同，加标题和“一、二、”序号；用 "
        "--out 写明文件，或者把标准输出转给文件或别的程序。同一份报告每次生成的文件逐字节相同（pdf 限同样的字体）。",
        o, std::move(options), run_report);
}

Subcommand freeze_command() {
    auto o = std::make_shared<ReportOptions>();
    auto options = scope_options(*o);
    return row(
        "report freeze", "将年度报告定稿",
        "保存文字、数字、截止流水、政策和日历版本、流水校验值和模板。一个区划一年的第一版为原报，以后各版为更正。", o,
        std::move(options), run_freeze);
}

Subcommand show_command() {
    auto o = std::make_shared<ReportOptions>();
    std::vector<Option> options{
        required(arguments("EDITION", o->editions, "版次，如 2021-1")),
        choice_option("--format", "FORMAT", o->format, {"text", "markdown", "docx", "pdf"}, "输出格式"),
        file_option("--out", o->out, "写入文件，默认为标准输出")};
    return row("report show", "显示一版定稿的年度报告", {}, o, std::move(options),
               [](const ReportOptions& given, const Globals& globals) {
                   if (given.editions.size() != 1) return misused(globals, "须指明一个版次");
                   return run_show(given, globals);
               });
}

Subcommand diff_command() {
    auto o = std::make_shared<ReportOptions>();
    std::vector<Option> options{required(arguments("EDITION", o->editions, "先后两个版次"))};
    return row("report diff", "比较两版定稿，说明数字为何变化",
               "逐个数字列出进入和退出的案件，以及两版之间使其变化的登记事项。", o, std::move(options),
               [](const ReportOptions& given, const Globals& globals) {
                   if (given.editions.size() != 2) return misused(globals, "须指明先后两个版次");
                   return run_report_diff(given.editions[0], given.editions[1], globals);
               });
}

Subcommand verify_editions_command() {
    auto o = std::make_shared<ReportOptions>();
    std::vector<Option> options{optional(arguments("EDITION", o->editions, "版次，默认为全部"))};
    return row("report verify", "重新计算定稿的年度报告并比较", {}, o, std::move(options), run_verify);
}

Subcommand list_command() {
    auto o = std::make_shared<ReportOptions>();
    return row("report list", "列出定稿的年度报告", {}, o, {},
               [](const ReportOptions&, const Globals& globals) { return run_list(globals); });
}

}  // namespace

std::vector<Subcommand> report_commands() {
    return {report_command(), freeze_command(), list_command(),
            show_command(),   diff_command(),   verify_editions_command()};
}

}  // namespace tiaojie::cli
