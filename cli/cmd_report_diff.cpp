// Why a number changed from one edition to another: the cases that came in or went out, and the events between the two
// that did it.
#include <algorithm>

#include "api/json_writer.hpp"
#include "api/report_diff.hpp"
#include "cli/cmd_report.hpp"
#include "storage/journal_search.hpp"
#include "storage/office_rows.hpp"

namespace tiaojie::cli {
namespace {

// Between the two editions: recorded after the earlier cut-off, or happened after the earlier as-of day.
struct Between {
    std::int64_t first_cut_off{};
    std::int64_t last_cut_off{};
    Date first_day{};
    Date last_day{};

    bool holds(const Recorded& recorded) const {
        const auto day = recorded.at.day;
        if (recorded.position > last_cut_off || day > last_day) return false;
        return recorded.position > first_cut_off || day > first_day;
    }
};

Between between(const FrozenReport& a, const FrozenReport& b) {
    const auto [first_cut_off, last_cut_off] = std::minmax({a.cut_off, b.cut_off});
    const auto [first_day, last_day] = std::minmax({a.as_of, b.as_of});
    return {first_cut_off, last_cut_off, first_day, last_day};
}

class Reasons {
public:
    Reasons(storage::Store& store, const Between& span) : store_(store), span_(span) {}

    std::vector<Recorded> of(const Id& id) {
        const auto events = storage::events_of_case(store_, id);
        if (events.empty()) return of_office(id);
        std::vector<Recorded> all;
        std::vector<Recorded> moving;
        for (const auto& event : events) {
            if (!span_.holds(event)) continue;
            all.push_back(event);
            if (moves_numbers(event.event)) moving.push_back(event);
        }
        return moving.empty() ? all : moving;
    }

private:
    // A mediator also leaves office when the organisation is dissolved.
    std::vector<Recorded> of_office(const Id& id) {
        if (!office_read_) {
            storage::each_office_event(store_, span_.last_cut_off, [&](const Recorded& recorded) {
                if (span_.holds(recorded)) office_.push_back(recorded);
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
                               (dissolved && std::any_of(names.begin(), names.end(), [&](const Id& name) {
                                    return speaks_of(recorded.event, name);
                                }));
            if (meant) out.push_back(recorded);
        }
        return out;
    }

    storage::Store& store_;
    Between span_;
    bool office_read_{false};
    std::vector<Recorded> office_{};
};

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

Json document_of(const OpenEdition& before, const OpenEdition& after, const ReportDiff& diff, Reasons& reasons) {
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

std::string shown(const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : "（无）"; }

std::string reasons_text(Reasons& reasons, const std::vector<Id>& ids, const std::string& sign) {
    std::string out;
    for (const auto& id : ids) {
        out += "  " + sign + " " + id.text;
        std::string why;
        for (const auto& recorded : reasons.of(id))
            why += (why.empty() ? "：" : "；") + recorded.at.day.text() + std::string{event_chinese(recorded.event)} +
                   "（流水" + std::to_string(recorded.position) + "，" + recorded.recorded.substr(0, 10) + "由" +
                   recorded.by + "录入）";
        out += why + "\n";
    }
    return out;
}

std::string text_of(const OpenEdition& before, const OpenEdition& after, const ReportDiff& diff, Reasons& reasons) {
    std::string out = before.edition.id + " → " + after.edition.id + "\n";
    const auto note = [&](const std::string& what, const std::string& from, const std::string& to) {
        if (from != to) out += what + "：" + from + " → " + to + "\n";
    };
    note("统计日", before.frozen.as_of.text(), after.frozen.as_of.text());
    note("截止流水", std::to_string(before.frozen.cut_off), std::to_string(after.frozen.cut_off));
    note("区划", before.frozen.area_name, after.frozen.area_name);
    if (diff.template_changed) out += "文字模板有改动\n";
    if (diff.policies_changed) out += "政策有新版本\n";
    if (diff.calendar_changed) out += "日历有新版本\n";
    for (const auto& change : diff.figures) {
        out += report_metric_name(change.metric) + "（" + change.metric + "）：" + shown(change.before) + " → " +
               shown(change.after) + "\n";
        out += reasons_text(reasons, change.came_in, "+") + reasons_text(reasons, change.went_out, "-");
    }
    for (const auto& change : diff.rates)
        out += change.metric + "：" + (change.before ? change.before->text() : "（无）") + " → " +
               (change.after ? change.after->text() : "（无）") + "\n";
    for (const auto& sentence : diff.sentences_removed) out += "原文：" + sentence + "\n";
    for (const auto& sentence : diff.sentences_added) out += "改为：" + sentence + "\n";
    if (diff.none()) out += "文字和数字没有变化\n";
    return out;
}

}  // namespace

int run_report_diff(const std::string& before, const std::string& after, const Globals& globals) {
    storage::Store store{globals.db};
    const auto a = open_edition(store, before);
    if (!a) return refused(globals, a.refusal());
    const auto b = open_edition(store, after);
    if (!b) return refused(globals, b.refusal());
    const auto diff = differences(a->frozen, b->frozen);
    Reasons reasons{store, between(a->frozen, b->frozen)};
    if (globals.json)
        print_json(write_json(document_of(*a, *b, diff, reasons)));
    else
        print(text_of(*a, *b, diff, reasons));
    return exit_done;
}

}  // namespace tiaojie::cli
