#include "api/tasks/report_view.hpp"

#include <algorithm>
#include <map>

#include "api/papers/paper.hpp"
#include "api/wire/json_writer.hpp"
#include "core/case/event.hpp"
#include "storage/journal/journal_search.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::tasks {

Reasons::Reasons(storage::Store& store, const FrozenReport& before, const FrozenReport& after) : store_(store) {
    std::tie(first_cut_off_, last_cut_off_) = std::minmax({before.cut_off, after.cut_off});
    std::tie(first_day_, last_day_) = std::minmax({before.as_of, after.as_of});
}

Reasons::~Reasons() = default;

// Between the two editions: recorded after the earlier cut-off, or happened after the earlier as-of day.
bool Reasons::holds(const Recorded& recorded) const {
    const auto day = recorded.at.day;
    if (recorded.position > last_cut_off_ || day > last_day_) return false;
    return recorded.position > first_cut_off_ || day > first_day_;
}

std::vector<Recorded> Reasons::of(const Id& id) {
    const auto events = storage::events_of_case(store_, id);
    if (events.empty()) return of_office(id);
    std::vector<Recorded> all;
    std::vector<Recorded> moving;
    for (const auto& event : events) {
        if (!holds(event)) continue;
        all.push_back(event);
        if (moves_numbers(event.event)) moving.push_back(event);
    }
    return moving.empty() ? all : moving;
}

// A mediator also leaves office when the organisation is dissolved.
std::vector<Recorded> Reasons::of_office(const Id& id) {
    if (!office_read_) {
        storage::each_office_event(store_, last_cut_off_, [&](const Recorded& recorded) {
            if (holds(recorded)) office_.push_back(recorded);
        });
        office_read_ = true;
    }
    std::vector<Id> names{id};
    for (const auto& tenure : storage::find_tenures(store_.db(), storage::TenureRole::mediator, id))
        names.push_back(tenure.org);
    std::vector<Recorded> out;
    for (const auto& recorded : office_) {
        const bool dissolved = std::holds_alternative<OrganisationDissolved>(recorded.event);
        const bool meant = speaks_of(recorded.event, id) ||
                           (dissolved && std::any_of(names.begin(), names.end(),
                                                     [&](const Id& name) { return speaks_of(recorded.event, name); }));
        if (meant) out.push_back(recorded);
    }
    return out;
}

namespace {

Json reasons_json(Reasons& reasons, const std::vector<Id>& ids) {
    auto out = json_list();
    for (const auto& id : ids) {
        auto each = json_object();
        put(each, "case", id);
        auto why = json_list();
        for (const auto& recorded : reasons.of(id)) {
            auto event = json_object();
            put(event, "position", recorded.position);
            put(event, "at", recorded.at);
            put(event, "recorded", recorded.recorded);
            put(event, "by", recorded.by);
            put(event, "event", event_name(recorded.event));
            put(event, "chinese", event_chinese(recorded.event));
            add(why, std::move(event));
        }
        put(each, "why", std::move(why));
        add(out, std::move(each));
    }
    return out;
}

}  // namespace

Json diff_json(const OpenEdition& before, const OpenEdition& after, const ReportDiff& diff, Reasons& reasons) {
    auto out = json_object();
    put(out, "before", before.edition.id);
    put(out, "after", after.edition.id);
    put(out, "as_of", std::vector{before.frozen.as_of, after.frozen.as_of});
    put(out, "cut_off", std::vector{before.frozen.cut_off, after.frozen.cut_off});
    auto figures = json_list();
    for (const auto& change : diff.figures) {
        auto each = json_object();
        put(each, "metric", change.metric);
        put(each, "name", report_metric_name(change.metric));
        put(each, "before", change.before);
        put(each, "after", change.after);
        put(each, "came_in", reasons_json(reasons, change.came_in));
        put(each, "went_out", reasons_json(reasons, change.went_out));
        add(figures, std::move(each));
    }
    put(out, "figures", std::move(figures));
    auto rates = json_list();
    for (const auto& change : diff.rates) {
        auto each = json_object();
        put(each, "metric", change.metric);
        put(each, "before", change.before ? to_json(change.before->text()) : json_null());
        put(each, "after", change.after ? to_json(change.after->text()) : json_null());
        add(rates, std::move(each));
    }
    put(out, "rates", std::move(rates));
    put(out, "sentences_removed", diff.sentences_removed);
    put(out, "sentences_added", diff.sentences_added);
    put(out, "template_changed", diff.template_changed);
    put(out, "policies_changed", diff.policies_changed);
    put(out, "calendar_changed", diff.calendar_changed);
    put(out, "division_changed", diff.division_changed);
    return out;
}

std::string kind_of(const OpenEdition& opened) { return opened.number == 1 ? "原报" : "更正"; }

Json edition_json(const OpenEdition& opened) {
    const auto& [edition, frozen, number] = opened;
    auto out = json_object();
    put(out, "edition", edition.id);
    put(out, "year", edition.year);
    put(out, "number", number);
    put(out, "kind", kind_of(opened));
    put(out, "frozen", edition.frozen);
    put(out, "as_of", frozen.as_of);
    put(out, "cut_off", frozen.cut_off);
    put(out, "division", frozen.division);
    return out;
}

Json frozen_edition_json(const OpenEdition& opened) {
    auto out = edition_json(opened);
    for (auto& member : frozen_json(opened.frozen).members)
        if (!out.find(member.key)) put(out, member.key, std::move(member.value));
    return out;
}

namespace {

Result<ReportFile> file_of(const Paper& paper, const WrittenReport& report, std::string_view format) {
    if (const auto form = parse_paper_form(format)) {
        auto bytes = paper_bytes(paper, *form);
        if (!bytes) return bytes.refusal();
        return ReportFile{*std::move(bytes), std::string{media_type(*form)}};
    }
    if (format == "markdown") return ReportFile{report.markdown, "text/markdown; charset=utf-8"};
    return ReportFile{report.text, "text/plain; charset=utf-8"};
}

}  // namespace

Result<ReportFile> report_file(const MadeReport& made, std::string_view format) {
    const auto& facts = made.facts;
    return file_of(report_paper(facts.year, facts.area_name, facts.as_of, made.report.text), made.report, format);
}

Result<ReportFile> report_file(const FrozenReport& frozen, std::string_view format) {
    return file_of(report_paper(frozen.year, frozen.area_name, frozen.as_of, frozen.report.text), frozen.report,
                   format);
}

Refusal unknown_edition(const std::string& id) {
    return {"unknown_edition", "edition", "没有这一版年度报告（" + id + "）"};
}

bool is_frozen_by(const storage::Edition& edition, Date day) {
    const auto frozen = At::parse(edition.frozen);
    return !frozen || frozen->day <= day;
}

OpenEditions open_editions(storage::Store& store) {
    OpenEditions out;
    std::map<std::pair<int, Division>, int> last;
    for (auto& edition : storage::editions(store)) {
        auto frozen = read_frozen(edition.body);
        if (!frozen) {
            out.unreadable = frozen.refusal();
            continue;
        }
        const int number = ++last[{edition.year, frozen->division}];
        out.list.push_back({std::move(edition), *std::move(frozen), number});
    }
    return out;
}

Result<OpenEdition> open_edition(storage::Store& store, const std::string& id) {
    auto edition = storage::find_edition(store, id);
    if (!edition) return unknown_edition(id);
    auto frozen = read_frozen(edition->body);
    if (!frozen) return frozen.refusal();
    int number = 1;
    for (const auto& earlier : storage::editions(store)) {
        if (earlier.year != edition->year || earlier.number >= edition->number) continue;
        const auto before = read_frozen(earlier.body);
        if (before && before->division == frozen->division) ++number;
    }
    return OpenEdition{*std::move(edition), *std::move(frozen), number};
}

}  // namespace tiaojie::tasks
