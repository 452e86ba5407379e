#include "cli/applying.hpp"

#include "api/wire/command_reader.hpp"
#include "api/wire/json_writer.hpp"
#include "cli/command_stream.hpp"
#include "cli/input_files.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "storage/work/ledger.hpp"

namespace tiaojie::cli {
namespace {

// With --keep-going each line is judged alone, but this many lines are written to the disk at once.
constexpr std::int64_t lines_in_a_commit = 10'000;
constexpr std::size_t refusals_told = 20;

class Application {
public:
    Application(storage::Store& store, const Globals& globals, const ApplyOptions& options)
        : store_(store), globals_(globals), options_(options) {}

    // Applies one line. False when it was refused and nothing may be kept.
    bool line(const StreamedLine& given) {
        line_ = lines_before_ + given.number;
        begin();
        const auto refusal = apply(given);
        if (!refusal) return ++pending_ < lines_in_a_commit || !options_.keeps_going || commit();
        refuse_line(*refusal);
        return options_.keeps_going;
    }

    ApplyReport finish() {
        commit();
        return std::move(report_);
    }

    ApplyReport nothing_kept() {
        ledger_.reset();
        report_.applied = 0;
        report_.made_list.clear();
        return std::move(report_);
    }

    // Several files count as one: the lines of the next file are numbered on from here.
    void end_of_file(std::int64_t lines) { lines_before_ += lines; }
    std::int64_t lines() const { return line_; }
    std::int64_t lines_committed() const { return committed_; }

private:
    void begin() {
        if (!ledger_) ledger_.emplace(store_, globals_.today, globals_.now);
    }

    bool commit() {
        if (!ledger_ || options_.is_dry_run) return true;
        ledger_->commit();
        ledger_.reset();
        pending_ = 0;
        committed_ = line_;
        return true;
    }

    std::optional<Refusal> apply(const StreamedLine& given) {
        if (!given.command) return repeated_or(given.id, given.command.refusal());
        const auto answer = ledger_->execute(given.command->command, given.command->envelope);
        if (!answer) return answer.refusal();
        count(*answer);
        return std::nullopt;
    }

    // A command whose id was applied before is not applied again, whatever it contains: the first answer stands, even
    // when its fields are bad now.
    std::optional<Refusal> repeated_or(const std::optional<std::string>& id, const Refusal& refusal) {
        if (!id) return refusal;
        const auto before = ledger_->applied_before(Id{*id});
        if (!before) return refusal;
        count(before->applied);
        return std::nullopt;
    }

    void count(const storage::Applied& answer) {
        ++(answer.repeated ? report_.repeated : report_.applied);
        if (!answer.made) return;
        auto made = json_object();
        put(made, "line", line_);
        put(made, answer.made->kind, answer.made->id);
        report_.made_list.add(write_json(made));
    }

    void refuse_line(const Refusal& refusal) {
        ++report_.refused;
        if (report_.first_refused.size() < refusals_told) report_.first_refused.push_back({line_, refusal});
        auto entry = json_object();
        put(entry, "line", line_);
        put_refusal(entry, refusal);
        report_.refused_list.add(write_json(entry));
    }

    storage::Store& store_;
    const Globals& globals_;
    const ApplyOptions& options_;
    std::optional<storage::Ledger> ledger_{};
    ApplyReport report_{};
    std::int64_t line_{0};
    std::int64_t lines_before_{0};
    std::int64_t pending_{0};
    std::int64_t committed_{0};
};

Result<ApplyReport> apply_all(Application& application, const std::vector<std::filesystem::path>& files) {
    Progress progress{"执行命令"};
    for (const auto& file : files) {
        CommandStream commands{file};
        if (!commands.is_open()) return file_missing(file);
        while (const auto line = commands.next()) {
            if (!application.line(*line)) return application.nothing_kept();
            const auto all = commands.bytes_in_all();
            progress.at(all > 0 ? line->bytes_read : application.lines(), all);
        }
        if (commands.failed()) return file_missing(file);
        application.end_of_file(commands.lines());
    }
    return application.finish();
}

void tell_refused(const ApplyReport& report) {
    for (const auto& [line, refusal] : report.first_refused)
        say("第" + std::to_string(line) + "行被拒绝：" + refusal.message + "（" + refusal.code +
            (refusal.field.empty() ? "" : "，字段" + refusal.field) + "）");
    const auto told = static_cast<std::int64_t>(report.first_refused.size());
    if (report.refused > told) say("另有" + std::to_string(report.refused - told) + "行被拒绝，用 --json 查看全部");
}

}  // namespace

Result<ApplyReport> apply_files(storage::Store& store, const Globals& globals,
                                const std::vector<std::filesystem::path>& files, const ApplyOptions& options) {
    Application application{store, globals, options};
    try {
        return apply_all(application, files);
    } catch (...) {
        // With --keep-going, what was committed before the failure (such as a full disk) stays.
        if (application.lines_committed() > 0)
            say("中断前已写入至第" + std::to_string(application.lines_committed()) + "行，其后的未写入");
        throw;
    }
}

int give_report(ApplyReport& report, const Globals& globals, const ApplyOptions& options,
                const std::string& when_done) {
    tell_refused(report);
    const auto document = [&] {
        print("{\"applied\":" + std::to_string(report.applied) + ",\"repeated\":" + std::to_string(report.repeated) +
              ",\"refused\":");
        report.refused_list.print();
        print(",\"made\":");
        report.made_list.print();
        print("}\n");
    };
    const auto text = [&] {
        std::string out = (options.is_dry_run ? "试运行，未写入：" : "") + std::string{"执行"} +
                          std::to_string(report.applied) + "条，重复" + std::to_string(report.repeated) + "条，拒绝" +
                          std::to_string(report.refused) + "条";
        if (report.refused > 0 && !options.keeps_going) out += "；有命令被拒绝，全部未写入";
        return out + "\n" + (report.refused > 0 ? "" : when_done);
    };
    return give(globals, {document, text, report.refused > 0 ? exit_refused : exit_done});
}

}  // namespace tiaojie::cli
