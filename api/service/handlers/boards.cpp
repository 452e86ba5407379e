// What supervisors look at: campaigns and their boards, consultations, notices; and what each account has to do.
#include <algorithm>

#include "api/routes/handlers.hpp"
#include "api/service/answering.hpp"
#include "api/service/free_texts.hpp"
#include "api/tasks/docket_view.hpp"
#include "api/wire/masking.hpp"
#include "api/wire/views.hpp"
#include "core/counting/board.hpp"
#include "storage/rows/boards.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::service {
namespace {

constexpr int days_in_a_year = 365;

// A campaign as far as the account sees it: of its area whole; of a campaign above it, only the account's part.
std::optional<Campaign> visible_campaign(Call& call) {
    auto campaign = storage::find_campaign(call.store.db(), Id{call.path.at("campaign")});
    if (!campaign || campaign->from > call.today) return std::nullopt;
    if (call.area().contains(campaign->division)) return campaign;
    if (!campaign->division.contains(call.area())) return std::nullopt;
    campaign->division = call.area();
    return campaign;
}

Date as_of(Call& call) { return std::min(call.query.date("as_of").value_or(call.today), call.today); }

}  // namespace

http::Response campaign_list(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto list = json_list();
    for (const auto& campaign : storage::all_campaigns(call.store.db())) {
        const bool is_near = call.area().contains(campaign.division) || campaign.division.contains(call.area());
        if (is_near && campaign.from <= call.today) add(list, campaign_view(campaign, call.today));
    }
    return ok(list);
}

http::Response campaign_board(Call& call) {
    const auto day = as_of(call);
    if (auto problem = query_problem(call)) return *std::move(problem);
    const auto campaign = visible_campaign(call);
    if (!campaign) return http::not_found();
    return ok(board_view(storage::campaign_board(call.store, *campaign, day)));
}

http::Response campaign_cases(Call& call) {
    const auto asked = call.query.text("count");
    const auto count = asked ? parse_board_count(*asked) : std::nullopt;
    if (!count) call.query.add_problem("count", "须是看板上的一个数字，如open");
    const auto day = as_of(call);
    if (auto problem = query_problem(call)) return *std::move(problem);
    const auto campaign = visible_campaign(call);
    if (!campaign) return http::not_found();
    return ok(to_json(storage::behind_board(call.store, *campaign, day, *count)));
}

http::Response consultation_list(Call& call) {
    auto division = division_in_area(call);
    if (auto* problem = refusal_in(division)) return std::move(*problem);
    const auto from = call.query.date("from").value_or(call.today + -days_in_a_year);
    const auto to = std::min(call.query.date("to").value_or(call.today), call.today);
    if (auto problem = query_problem(call)) return *std::move(problem);
    FreeTexts texts{call.store, call.today};
    auto list = json_list();
    for (const auto& held : storage::consultations_between(call.store.db(), std::get<Division>(division), from, to)) {
        auto json = json_object();
        put(json, "consultation", held.id);
        put(json, "division", held.division);
        put(json, "held", held.held);
        put(json, "present", held.present);
        auto items = json_list();
        int number = 0;
        for (const auto& each : held.items) {
            auto item = json_object();
            put(item, "item", ++number);
            put_fields(item, each.item);
            put(item, "done", each.done && *each.done <= call.today ? to_json(*each.done) : json_null());
            put(item, "note", each.note);
            for (const auto* text : {"decision", "leader", "note"}) texts.mask(each.item.case_id, item, text);
            add(items, std::move(item));
        }
        put(json, "items", std::move(items));
        add(list, std::move(json));
    }
    return ok(list);
}

http::Response consultation_agenda(Call& call) {
    auto division = division_in_area(call);
    if (auto* problem = refusal_in(division)) return std::move(*problem);
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto list = json_list();
    for (const auto& [view, why] : tasks::agenda_of(call.store, std::get<Division>(division), call.today))
        add(list, tasks::agenda_view(view, why));
    return ok(list);
}

http::Response supervision_list(Call& call) {
    auto division = division_in_area(call);
    if (auto* problem = refusal_in(division)) return std::move(*problem);
    if (auto problem = query_problem(call)) return *std::move(problem);
    FreeTexts texts{call.store, call.today};
    auto list = json_list();
    for (const auto& notice : storage::notices_in(call.store.db(), std::get<Division>(division))) {
        if (notice.issued.day > call.today) continue;
        auto json = notice_view(notice, call.today, tasks::notice_state(call.store, notice, call.today));
        texts.mask(notice.case_id, json, "requirement");
        add(list, std::move(json));
    }
    return ok(list);
}

}  // namespace tiaojie::service
