// Tells webhooks what happened: finds new supervision and clocks that come due, writes a delivery for each, and sends
// what is waiting. Deliveries are in the store, so that nothing is lost or told twice by a restart.
//
// What was so before a webhook was made is not news to it: it hears of what is issued, falls due soon or is overdue
// since that day. So a new webhook, or the first start, brings no flood; the rest is on the boards.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "api/service/clock.hpp"
#include "api/service/occasions.hpp"
#include "api/service/reader.hpp"
#include "api/service/sender.hpp"
#include "api/service/writer.hpp"
#include "storage/files/webhooks.hpp"

namespace tiaojie::service {

struct NotifierOptions {
    std::filesystem::path file{};
    std::string base_url{};  // of the web app, for links; empty: no links
    SendLimits limits{};
    std::chrono::milliseconds rhythm{1'000};          // between two looks at the store
    std::chrono::milliseconds clocks_every{600'000};  // between two looks at all clocks, when something was recorded
    std::chrono::milliseconds robot_gap{3'000};       // robots of chat groups take 20 messages a minute
};

class Notifier {
public:
    // `writer` and `clock` outlive it.
    Notifier(Writer& writer, const Clock& clock, NotifierOptions options);
    ~Notifier();
    Notifier(const Notifier&) = delete;
    Notifier& operator=(const Notifier&) = delete;

    // Within about a second, whatever the receivers do. Before the writer stops.
    void stop();
    // One message now, on the caller's thread; given up when the notifier stops.
    storage::Attempt send_now(const storage::Webhook& webhook, std::int64_t number, const std::string& payload) const;

private:
    using Moment = std::chrono::steady_clock::time_point;
    struct UnderWay {
        std::string webhook{};
        WebhookKind kind{};
    };
    struct NewDelivery {
        std::string webhook{};
        std::string key{};
        WebhookEvent event{};
        std::string payload{};
    };
    struct Result {
        std::int64_t number{};
        storage::Attempt attempt{};
    };

    void work();
    void look(Reader& reader);
    bool are_clocks_to_be_read(storage::Store& store, const std::vector<storage::Webhook>& webhooks);
    void tell_clocks(storage::Store& store, const std::vector<storage::Webhook>& webhooks);
    void tell_supervision(storage::Store& store, const std::vector<storage::Webhook>& webhooks);
    bool write(const std::vector<NewDelivery>& deliveries, std::optional<std::int64_t> told_position = {});
    void start_due(storage::Store& store);
    void take(const std::vector<Sent>& sent);
    void write_results();

    Writer& writer_;
    const Clock& clock_;
    NotifierOptions options_;
    Sender sender_;
    std::map<std::int64_t, UnderWay> under_way_{};  // by delivery, until its result is written
    std::map<std::string, Moment> not_before_{};    // by webhook
    std::vector<Result> results_{};                 // not written yet
    std::int64_t told_{-1};                         // up to here in the journal
    std::int64_t written_told_{-1};
    std::string clocks_read_for_{};    // the day and the webhooks
    std::int64_t clocks_read_at_{-1};  // the end of the journal then; -1: not read to the end
    Moment clocks_read_when_{};
    std::atomic<bool> stopped_{false};
    std::thread thread_{};  // last: it uses all of the above
};

}  // namespace tiaojie::service
