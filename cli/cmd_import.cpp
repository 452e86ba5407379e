// Imports ledgers (台账): every row is checked and turned into commands; either all of them are kept or none.
#include <fstream>

#include "api/papers/csv.hpp"
#include "api/papers/ledger_reader.hpp"
#include "api/papers/workbook.hpp"
#include "api/wire/json_writer.hpp"
#include "cli/input_files.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "core/words/text.hpp"
#include "storage/keys/encoding.hpp"
#include "storage/keys/sm3.hpp"
#include "storage/work/ledger.hpp"
#include "storage/work/ledger_lookup.hpp"
#include "storage/work/upkeep.hpp"

namespace tiaojie::cli {
namespace {

constexpr std::uintmax_t max_ledger_bytes = 256UL * 1024 * 1024;
constexpr std::size_t refusals_listed = 200;
constexpr std::size_t digest_characters = 10;

struct ImportOptions {
    std::filesystem::path file{};
    bool is_dry_run{false};
    std::optional<std::string> by{};
};

struct RefusedRow {
    int row{};
    Refusal refusal{};
};

struct ImportReport {
    std::int64_t rows{};
    std::int64_t applied{};
    std::int64_t repeated{};
    std::int64_t refused{};
    std::vector<RefusedRow> listed{};
    std::vector<std::pair<int, Id>> made{};
    std::vector<std::string> ignored{};

    bool is_good() const { return refused == 0; }  // otherwise nothing is kept
    std::int64_t kept() const { return is_good() ? applied : 0; }

    void refuse_row(int row, const Refusal& refusal) {
        ++refused;
        if (listed.size() < refusals_listed) listed.push_back({row, refusal});
    }
};

// Looks up in the store what a ledger calls by name.
class StoreDirectory final : public LedgerDirectory {
public:
    explicit StoreDirectory(storage::Store& store) : store_(store) {}

    std::optional<Division> division_named(const std::string& name) override {
        return storage::division_named(store_, name);
    }
    std::optional<Id> organisation_named(const std::string& name) override {
        return storage::organisation_named(store_, name);
    }
    std::optional<Id> organisation_of(Division division) override { return storage::committee_of(store_, division); }
    std::optional<Id> mediator_named(const std::string& name, const Id& org, Date day) override {
        return storage::mediator_named(store_, name, org, day);
    }

private:
    storage::Store& store_;
};

class Import {
public:
    Import(storage::Store& store, const Globals& globals, const ImportOptions& options, const std::string& text)
        : ledger_(store, globals.today, globals.now), directory_(store), reader_(text) {
        envelope_.by = options.by.value_or("import");
        prefix_ = "imp-" + storage::hex(storage::sm3({text})).substr(0, digest_characters) + "-";
    }

    Result<ImportReport> run() {
        const auto headings = reader_.next();
        if (!headings) return Refusal{"bad_csv", {}, reader_.fault().value_or("文件是空的")};
        auto header = LedgerHeader::read(*headings);
        if (!header) return header.refusal();
        report_.ignored = header->ignored();
        Progress progress{"导入"};
        while (const auto record = reader_.next()) {
            if (record->size() > headings->size())
                report_.refuse_row(reader_.row(), {"bad_csv", {}, "列数多于表头"});
            else
                add_row(header->arrange(*record));
            progress.at(++report_.rows, 0);
        }
        if (reader_.fault()) report_.refuse_row(reader_.row(), {"bad_csv", {}, *reader_.fault()});
        return std::move(report_);
    }

    void commit() { ledger_.commit(); }

private:
    void add_row(const LedgerCells& cells) {
        envelope_.id_prefix = prefix_ + std::to_string(reader_.row());
        const auto commands = commands_of_row(cells, envelope_, directory_);
        if (!commands) return report_.refuse_row(reader_.row(), commands.refusal());
        for (const auto& [command, envelope] : *commands) {
            const auto answer = ledger_.execute(command, envelope);
            if (!answer) return report_.refuse_row(reader_.row(), answer.refusal());
            ++(answer->repeated ? report_.repeated : report_.applied);
        }
        if (cell(cells, LedgerColumn::case_id).empty())
            report_.made.emplace_back(reader_.row(), Id{envelope_.id_prefix});
    }

    storage::Ledger ledger_;
    StoreDirectory directory_;
    CsvReader reader_;
    RowEnvelope envelope_{};
    std::string prefix_{};
    ImportReport report_{};
};

Json report_view(const ImportReport& report) {
    auto document = json_object();
    put(document, "rows", report.rows);
    put(document, "applied", report.kept());
    put(document, "repeated", report.repeated);
    auto refused_rows = json_list();
    for (const auto& [row, refusal] : report.listed) {
        auto each = json_object();
        put(each, "row", row);
        put_refusal(each, refusal);
        add(refused_rows, std::move(each));
    }
    put(document, "refused", std::move(refused_rows));
    auto made = json_list();
    if (report.is_good())
        for (const auto& [row, id] : report.made) {
            auto each = json_object();
            put(each, "row", row);
            put(each, "case", id);
            add(made, std::move(each));
        }
    put(document, "made", std::move(made));
    put(document, "ignored", report.ignored);
    return document;
}

std::string report_text(const ImportReport& report, const ImportOptions& options) {
    return std::string{options.is_dry_run ? "试运行，未写入：" : ""} + "台账" + std::to_string(report.rows) +
           "行，执行命令" + std::to_string(report.kept()) + "条，重复" + std::to_string(report.repeated) + "条，拒绝" +
           std::to_string(report.refused) + "行" + (report.is_good() ? "" : "；有行被拒绝，全部未写入") + "\n";
}

void tell_faults(const ImportReport& report) {
    for (const auto& heading : report.ignored) say("表头“" + heading + "”不认识，该列未读取");
    for (const auto& [row, refusal] : report.listed)
        say("第" + std::to_string(row) + "行被拒绝：" + refusal.message + "（" + refusal.code +
            (refusal.field.empty() ? "" : "，" + refusal.field) + "）");
}

// The text of the ledger as CSV. Whether it is a workbook is told by its content, not by its name.
Result<std::string> ledger_text(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::file_size(file, error) > max_ledger_bytes && !error)
        return Refusal{"too_large", "file", "文件超过256MB，请分成几份导入"};
    auto text = read_input(file, "file");
    if (!text) return text;
    if (is_workbook(*text)) return csv_of_workbook(*text);
    if (!is_utf8(*text))
        return Refusal{"bad_encoding", "file",
                       "文件不是UTF-8编码（可能是GB18030或GBK），请在电子表格中另存为“Excel工作簿（.xlsx）”或“CSV "
                       "UTF-8（逗号分隔）”"};
    return text;
}

int run_import(const ImportOptions& options, const Globals& globals) {
    const auto text = ledger_text(options.file);
    if (!text) return refused(globals, text.refusal());
    storage::Store store{globals.db};
    Import import{store, globals, options, *text};
    const auto report = import.run();
    if (!report) return refused(globals, report.refusal());
    if (report->is_good() && !options.is_dry_run) import.commit();
    tell_faults(*report);
    return give(globals, {[&] { return report_view(*report); }, [&] { return report_text(*report, options); },
                          report->is_good() ? exit_done : exit_refused});
}

}  // namespace

Subcommand import_command() {
    const auto o = std::make_shared<ImportOptions>();
    Subcommand out;
    out.name = "import";
    out.summary = "导入台账（Excel工作簿或CSV）";
    out.help =
        "每行一案，按表头识别各列（见 docs/import.md），转成登记、受理、化解等命令执行。\n"
        "要么全部导入，要么一行也不写入；有问题的行逐一列出，行号与电子表格相同。\n"
        "同一文件可以放心重新导入：已导入的行不会再登记一次。\n\n"
        "工作簿只读第一张可见的工作表；按文件内容而不是扩展名辨认。旧格式（.xls）和加密的工作簿须先另存。";
    out.options = {file_argument("FILE", o->file, "台账文件：Excel工作簿（.xlsx）或UTF-8编码的CSV"),
                   flag("--dry-run", o->is_dry_run, "只检查，不写入"),
                   text_option("--by", "NAME", o->by, "录入人，默认为import")};
    out.run = [o](const Globals& globals) { return run_import(*o, globals); };
    return out;
}

}  // namespace tiaojie::cli
