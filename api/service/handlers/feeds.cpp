// Calendar feeds: a secret address under which a calendar program fetches what is due for its account.
#include <algorithm>

#include "api/papers/ics.hpp"
#include "api/routes/handlers.hpp"
#include "api/service/answering.hpp"
#include "api/service/occasions.hpp"
#include "api/service/service.hpp"
#include "core/words/webhook.hpp"
#include "storage/files/feeds.hpp"
#include "storage/keys/encoding.hpp"
#include "storage/keys/sm3.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::service {
namespace {

constexpr std::string_view file_ending = ".ics";

// As clients see this server. The Host header is what the client itself wrote, and goes back to no other client.
std::optional<std::string> base_url(const Call& call) {
    const auto& configured = call.service.options().base_url;
    if (!configured.empty()) return configured;
    auto out = (call.request.is_secure ? "https://" : "http://") + std::string{call.request.header("Host")};
    const auto parsed = parse_web_url(out);
    if (!parsed || parsed->target != "/" || out.ends_with('/') || out.ends_with('?')) return std::nullopt;
    return out;
}

// How many there were.
std::size_t revoke_feeds(Call& call) {
    const auto feeds = storage::feeds(call.store, call.account().name);
    for (const auto& feed : feeds) storage::write_revoke_feed(call.store, call.account().name, feed.id);
    return feeds.size();
}

bool is_own(const Account& account, const CaseState& state) {
    const auto& mediators = state.mediators;
    return account.mediator && std::find(mediators.begin(), mediators.end(), *account.mediator) != mediators.end();
}

bool is_unfinished(ClockState state) {
    return state == ClockState::open || state == ClockState::due_soon || state == ClockState::overdue ||
           state == ClockState::paused;
}

class FeedMaker {
public:
    FeedMaker(storage::Store& store, Date today, std::string base)
        : store_(store),
          today_(today),
          base_(std::move(base)),
          place_(storage::hex(store.genesis().substr(0, 6)) + ".tiaojie") {}

    std::vector<http::CalendarEntry> entries(const Account& account) {
        std::vector<http::CalendarEntry> out;
        storage::CaseReader{store_, today_}.each_pending(account.area, [&](storage::CaseView&& view) {
            if (account.role == Role::mediator && !is_own(account, view.state)) return;
            for (const auto& each : named_clocks(view.deadlines))
                if (is_unfinished(each.clock->state)) out.push_back(entry(view.state, each));
        });
        std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
        return out;
    }

private:
    http::CalendarEntry entry(const CaseState& state, const NamedClock& named) {
        const auto& clock = *named.clock;
        http::CalendarEntry out;
        out.uid = state.id.text + "/" + named.name + "@" + place_;
        out.date = clock.due;
        out.title = masked_title(state, chinese(clock.clock));
        out.url = case_link(base_, state.id);
        out.description = "所在地：" + storage::division_name(store_.db(), state.division) + "\n截止：" +
                          clock.due.chinese() + "24时\n状态：" + std::string{chinese(clock.state)};
        if (clock.state == ClockState::overdue) out.description += std::to_string(today_ - clock.due) + "日";
        if (!out.url.empty()) out.description += "\n" + out.url;
        return out;
    }

    storage::Store& store_;
    Date today_;
    std::string base_;
    std::string place_;  // of this store, so that two towns in one calendar do not mix
};

// All that the calendar is made of, but the secret.
std::string tag_of(storage::Store& store, const Account& account, Date today, const std::string& base) {
    const auto position = std::to_string(store.head().position);
    const auto mediator = account.mediator ? account.mediator->text : std::string{};
    const auto digest = storage::sm3({position, "\n", today.text(), "\n", account.name, "\n", name(account.role), "\n",
                                      account.area.text(), "\n", mediator, "\n", base});
    return "\"" + storage::hex(digest.substr(0, 16)) + "\"";
}

}  // namespace

// In place of the one before: an address that has got into wrong hands ends with this.
http::Response feed_make(Call& call) {
    // The calendar shows the account's whole area, which a token may have been kept from.
    if (call.session->is_token) return http::problem("forbidden", "令牌不能建立日历地址，须登录后办理");
    const auto base = base_url(call);
    if (!base) return http::problem("bad_request", "请求的Host不合格");
    revoke_feeds(call);
    const auto made = storage::write_new_feed(call.store, call.account().name, call.now);
    if (!made) return http::problem_of(made.refusal());
    storage::write_audit(call.store, audit_entry(call, AuditAction::feed_made, made->feed.id));
    auto json = json_object();
    put(json, "url", *base + "/api/v1/feeds/" + made->secret);
    return ok(json, 201);
}

http::Response feed_revoke(Call& call) {
    if (revoke_feeds(call) == 0) return http::not_found();
    storage::write_audit(call.store, audit_entry(call, AuditAction::feed_revoked, call.account().name));
    return http::empty_response(204);
}

// Whoever has the address; its account's rights as they are now.
http::Response feed_read(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    const storage::ReadTransaction reading{call.store.db()};
    std::string_view secret = call.path.at("secret");
    if (secret.ends_with(file_ending)) secret.remove_suffix(file_ending.size());  // some programs insist on it
    const auto account = storage::find_feed(call.store, std::string{secret});
    if (!account) return http::not_found();
    const auto base = base_url(call).value_or("");
    const auto tag = tag_of(call.store, *account, call.today, base);
    const bool is_known = http::lists_tag(call.request.header("If-None-Match"), tag);
    auto response = is_known ? http::empty_response(304) : http::Response{};
    if (!is_known) {
        const auto title = "调解期限（" + storage::division_name(call.store.db(), account->area) + "）";
        const auto entries = FeedMaker{call.store, call.today, base}.entries(*account);
        response = http::text_response(200, "text/calendar; charset=utf-8",
                                       http::calendar_text(title, entries, call.service.clock().seconds()));
    }
    response.headers.push_back({"ETag", tag});
    response.headers.push_back({"Cache-Control", "private, no-cache"});
    return response;
}

}  // namespace tiaojie::service
