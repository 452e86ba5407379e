// Numbers: statistics and the annual report, each with the cases behind it.
#include <algorithm>

#include "api/papers/paper.hpp"
#include "api/papers/report_diff.hpp"
#include "api/routes/handlers.hpp"
#include "api/service/answering.hpp"
#include "api/service/bodies.hpp"
#include "api/service/giving_out.hpp"
#include "api/service/service.hpp"
#include "api/tasks/data_files.hpp"
#include "api/tasks/report_maker.hpp"
#include "api/tasks/report_view.hpp"
#include "api/tasks/stats_view.hpp"
#include "core/words/text.hpp"
#include "storage/files/editions.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::service {
namespace {

constexpr int first_year = 1800;
constexpr int last_year = 2199;

Or<storage::StatsQuery> stats_query(Call& call) {
    storage::StatsQuery out;
    const auto from = call.query.date("from");
    const auto to = call.query.date("to");
    if (!from) call.query.add_problem("from", "须写明期间的第一日，写成YYYY-MM-DD");
    if (!to) call.query.add_problem("to", "须写明期间的最后一日，写成YYYY-MM-DD");
    if (from && to && *to < *from) call.query.add_problem("to", "不能早于from");
    out.as_of = call.query.date("as_of").value_or(call.today);
    const auto end = call.store.head().position;
    const auto cut_off = call.query.number("cut_off", 0, end);
    const auto by = call.query.text("by");
    const auto split = by ? parse_split(*by) : Split::none;
    if (!split) call.query.add_problem("by", "没有这个分项");
    auto division = division_in_area(call);
    if (auto* problem = refusal_in(division)) return std::move(*problem);
    if (from) out.from = *from;
    if (to) out.to = *to;
    out.cut_off = cut_off.value_or(end);
    out.area = std::get<Division>(division);
    out.split = split.value_or(Split::none);
    return out;
}

std::optional<int> year_in(const std::string& text) {
    if (text.size() != 4 || !is_digits(text)) return std::nullopt;
    const int year = std::stoi(text);
    return year < first_year || year > last_year ? std::nullopt : std::optional{year};
}

Result<std::string> report_template() {
    const auto file = tasks::report_template_file();
    if (auto text = tasks::read_file(file)) return *std::move(text);
    return Refusal{"file_missing", "template", "服务器上找不到报告模板"};
}

storage::ReportScope scope_of(const Call& call, int year, Division division, std::optional<Date> as_of) {
    const bool is_whole = division == call.store.area();
    return {year, std::min(as_of.value_or(call.today), call.today), call.store.head().position,
            is_whole ? storage::report_division(call.store) : division};
}

// An edition on a division outside the area is not there.
Or<tasks::OpenEdition> visible_edition(const Call& call, const std::string& id) {
    auto found = tasks::open_edition(call.store, id);
    if (!found || !call.area().contains(found->frozen.division)) return http::not_found();
    return *std::move(found);
}

void check_format(Call& call, const std::string& format) {
    for (const auto* known : {"json", "text", "markdown", "docx", "pdf"})
        if (format == known) return;
    call.query.add_problem("format", "可填：json、text、markdown、docx、pdf");
}

// A paper is to be kept as a file; text is shown.
http::Response file_response(const Result<tasks::ReportFile>& file, const std::string& format,
                             const std::string& name) {
    if (!file) return http::problem("internal", file.refusal().message);
    auto response = http::text_response(200, file->media_type, file->bytes);
    if (parse_paper_form(format))
        response.headers.push_back({"Content-Disposition", "attachment; filename=\"" + name + "." + format + "\""});
    return response;
}

}  // namespace

http::Response stats(Call& call) {
    auto asked = stats_query(call);
    if (auto* problem = refusal_in(asked)) return std::move(*problem);
    if (auto problem = query_problem(call)) return *std::move(problem);
    const auto& query = std::get<storage::StatsQuery>(asked);
    return ok(tasks::stats_view(call.store, query, storage::statistics(call.store, query)));
}

http::Response stats_cases(Call& call) {
    auto asked = stats_query(call);
    if (auto* problem = refusal_in(asked)) return std::move(*problem);
    const auto metric = call.query.text("metric");
    const auto part = call.query.text("part");
    if (!metric) call.query.add_problem("metric", "须写明哪个指标");
    auto query = std::get<storage::StatsQuery>(asked);
    std::optional<std::int64_t> part_number;
    if (part) {
        part_number = tasks::part_of(call.store, query, *part);
        if (!part_number) call.query.add_problem("part", "这一分项中没有这一部分");
    }
    if (auto problem = query_problem(call)) return *std::move(problem);
    const auto ids = tasks::ids_behind(call.store, query, *metric, "metric", part_number);
    if (!ids) return http::problem_of(ids.refusal());
    return ok(to_json(*ids));
}

http::Response report_list(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto list = json_list();
    for (const auto& each : tasks::open_editions(call.store).list)
        if (call.area().contains(each.frozen.division) && tasks::is_frozen_by(each.edition, call.today))
            add(list, tasks::edition_json(each));
    return ok(list);
}

http::Response report_show(Call& call) {
    const auto year = year_in(call.path.at("year"));
    if (!year) return http::not_found();
    auto division = division_in_area(call);
    if (auto* problem = refusal_in(division)) return std::move(*problem);
    const auto as_of = call.query.date("as_of");
    const auto format = call.query.text("format").value_or("json");
    check_format(call, format);
    if (auto problem = query_problem(call)) return *std::move(problem);
    const auto text = report_template();
    if (!text) return http::problem("internal", text.refusal().message);
    const auto made = tasks::make_report(call.store, scope_of(call, *year, std::get<Division>(division), as_of), *text,
                                         format == "json" ? tasks::Behind::listed : tasks::Behind::left_out);
    if (!made) return http::problem_of(made.refusal());
    if (format == "json") return ok(report_json(made->facts, made->report));
    const auto& facts = made->facts;
    const auto name = "report-" + std::to_string(facts.year) + "-" + facts.as_of.text();
    return given_out(call, name, format, file_response(tasks::report_file(*made, format), format, name));
}

// Computed here, beside the writer; written by it.
http::Response report_freeze(Call& call) {
    const auto year = year_in(call.path.at("year"));
    if (!year) return http::not_found();
    FreezeBody given;
    if (!call.request.body.empty()) {
        auto body = body_of<FreezeBody>(call);
        if (auto* problem = refusal_in(body)) return std::move(*problem);
        given = std::get<FreezeBody>(std::move(body));
    }
    const auto division = given.division.value_or(call.area());
    if (!call.area().contains(division) || !storage::knows_division(call.store.db(), division))
        return http::not_found();
    const auto text = report_template();
    if (!text) return http::problem("internal", text.refusal().message);
    const auto frozen = tasks::make_frozen(call.store, scope_of(call, *year, division, given.as_of), *text);
    if (!frozen) return http::problem_of(frozen.refusal());
    const auto bytes = write_json(frozen_json(*frozen));
    return call.service.writer().run([&](storage::Ledger&, storage::Store& store) {
        const auto edition = storage::write_edition(store, *year, call.now, bytes);
        storage::write_audit(store, audit_entry(call, AuditAction::report_frozen, edition.id));
        return ok(tasks::edition_json(*tasks::open_edition(store, edition.id)), 201);
    });
}

http::Response edition_show(Call& call) {
    const auto format = call.query.text("format").value_or("json");
    check_format(call, format);
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto found = visible_edition(call, call.path.at("edition"));
    if (auto* problem = refusal_in(found)) return std::move(*problem);
    const auto& opened = std::get<tasks::OpenEdition>(found);
    if (format == "json") return ok(tasks::frozen_edition_json(opened));
    const auto name = "report-" + opened.edition.id;
    return given_out(call, name, format, file_response(tasks::report_file(opened.frozen, format), format, name));
}

http::Response edition_diff(Call& call) {
    const auto with = call.query.text("with");
    if (!with) call.query.add_problem("with", "须写明与哪一版比较");
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto before = visible_edition(call, call.path.at("edition"));
    if (auto* problem = refusal_in(before)) return std::move(*problem);
    auto after = visible_edition(call, *with);
    if (auto* problem = refusal_in(after)) return std::move(*problem);
    const auto& a = std::get<tasks::OpenEdition>(before);
    const auto& b = std::get<tasks::OpenEdition>(after);
    tasks::Reasons reasons{call.store, a.frozen, b.frozen};
    return ok(tasks::diff_json(a, b, differences(a.frozen, b.frozen), reasons));
}

}  // namespace tiaojie::service
