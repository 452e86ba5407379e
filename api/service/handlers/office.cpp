// The office and its rules: bodies, people, places, calendar, policy, words.
#include <map>

#include "api/routes/handlers.hpp"
#include "api/routes/term_lists.hpp"
#include "api/service/answering.hpp"
#include "api/wire/json_writer.hpp"
#include "core/words/text.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::service {
namespace {

struct BodiesAsked {
    Division division{};
    Date day{};
    bool with_left{false};
};

// The day that is asked about, today at most.
Date day_of(Call& call) { return std::min(call.query.date("as_of").value_or(call.today), call.today); }

// Division and day of a list of bodies or people.
Or<BodiesAsked> directory_of(Call& call) {
    auto division = division_in_area(call);
    if (auto* problem = refusal_in(division)) return std::move(*problem);
    const auto day = day_of(call);
    const bool with_left = call.query.flag("left");
    if (auto problem = query_problem(call)) return *std::move(problem);
    return BodiesAsked{std::get<Division>(division), day, with_left};
}

Json tenure_view(storage::Store& store, const Tenure& tenure, storage::TenureRole role) {
    auto json = json_object();
    put(json, role == storage::TenureRole::mediator ? "mediator" : "elder", tenure.who);
    put(json, "name", tenure.name);
    if (role == storage::TenureRole::mediator) {
        const auto org = storage::find_organisation(store.db(), tenure.org);
        put(json, "org", tenure.org);
        put(json, "division", org ? org->division : tenure.division);
        put(json, "full_time", tenure.full_time);
    } else {
        put(json, "division", tenure.division);
    }
    put(json, "from", tenure.from);
    put(json, "until", tenure.until);
    return json;
}

http::Response tenure_list(Call& call, storage::TenureRole role) {
    auto asked = directory_of(call);
    if (auto* problem = refusal_in(asked)) return std::move(*problem);
    const auto& [division, day, with_left] = std::get<BodiesAsked>(asked);
    auto list = json_list();
    for (const auto& tenure : storage::tenures_on(call.store.db(), role, division, day, with_left))
        add(list, tenure_view(call.store, tenure, role));
    return ok(list);
}

}  // namespace

http::Response organisation_list(Call& call) {
    auto asked = directory_of(call);
    if (auto* problem = refusal_in(asked)) return std::move(*problem);
    const auto& [division, day, with_left] = std::get<BodiesAsked>(asked);
    auto& db = call.store.db();
    std::map<std::string, int> members;
    for (const auto& tenure : storage::tenures_on(db, storage::TenureRole::mediator, division, day))
        ++members[tenure.org.text];
    auto list = json_list();
    for (const auto& org : storage::organisations_on(db, division, day, with_left)) {
        auto json = json_object();
        put(json, "org", org.id);
        put(json, "name", org.name);
        put(json, "short", org.short_name);
        put(json, "kind", org.kind);
        put(json, "division", org.division);
        put(json, "founded", org.founded);
        put(json, "dissolved", org.dissolved);
        const int count = members[org.id.text];
        put(json, "mediators", count);
        const bool is_committee = org.kind == OrganisationKind::village || org.kind == OrganisationKind::town;
        // 人民调解法 8: a committee has three to nine members.
        const bool is_lawful = !is_committee || !org.stands_on(day) || (count >= 3 && count <= 9);
        put(json, "warning", is_lawful ? json_null() : to_json("调解委员会应有三至九名委员"));
        add(list, std::move(json));
    }
    return ok(list);
}

http::Response mediator_list(Call& call) { return tenure_list(call, storage::TenureRole::mediator); }
http::Response elder_list(Call& call) { return tenure_list(call, storage::TenureRole::elder); }

http::Response division_list(Call& call) {
    const auto day = day_of(call);
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto list = json_list();
    for (const auto& each : storage::divisions_in(call.store.db(), call.area())) {
        auto json = json_object();
        put(json, "division", each.division);
        put(json, "name", each.name);
        put(json, "level", each.division.level());
        put(json, "seats", storage::find_seats(call.store.db(), each.division, day));
        add(list, std::move(json));
    }
    return ok(list);
}

http::Response calendar_show(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    const auto& text = call.path.at("year");
    const bool is_year = text.size() == 4 && is_digits(text);
    const int year = is_year ? std::stoi(text) : 0;
    if (year < 1900 || year > 2199) return http::not_found();
    const auto& calendar = call.store.rules().calendar;
    auto json = json_object();
    put(json, "year", year);
    put(json, "provisional", calendar.is_provisional(year));
    auto days = json_object();
    for (Date day = Date::of(year, 1, 1); day.year() == year; day = day + 1) {
        const auto* said = calendar.notice_day(day);
        if (said == nullptr) continue;
        put(days, day.text(), to_json(*said));
    }
    put(json, "days", std::move(days));
    return ok(json);
}

http::Response policy_show(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto list = json_list();
    for (const auto& [from, policy] : call.store.rules().policies.versions()) {
        auto json = json_object();
        put(json, "from", from == far_past ? json_null() : to_json(from));
        put(json, "policy", to_json(policy));
        add(list, std::move(json));
    }
    return ok(list);
}

http::Response vocabulary(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    return ok(http::vocabulary_view());
}

}  // namespace tiaojie::service
