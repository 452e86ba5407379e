// A town whose notifier looks every 20 ms, and what became of its deliveries.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "api/http/problem.hpp"
#include "api/service/notifier.hpp"
#include "tests/api/service/receiver.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace tiaojie::test {

// A store on 2021-11-15 with a case registered on Wednesday the 10th: its acceptance is due on the 15th, so due soon
// since the 13th. A notifier that looks every 20 ms.
struct Telling {
    TemporaryStore files{2};
    service::Clock clock{date("2021-11-15")};
    service::NotifierOptions options{};
    std::unique_ptr<service::Writer> writer{};
    std::unique_ptr<service::Notifier> notifier{};

    Telling() {
        files.found_office();
        files.apply(case_in(the_village, "c1", "张三与李四因宅基地争执"), "2021-11-10");
        options.file = files.file();
        options.base_url = "https://town.example";
        options.rhythm = std::chrono::milliseconds{20};
        options.clocks_every = std::chrono::milliseconds{50};
        options.robot_gap = std::chrono::milliseconds{0};
        options.limits.connect = std::chrono::milliseconds{1'000};
        options.limits.whole = std::chrono::milliseconds{3'000};
    }
    ~Telling() { stop(); }

    void start() {
        writer = std::make_unique<service::Writer>(
            files.file(), clock, [](storage::Store&, std::int64_t, std::int64_t) {},
            [](const std::exception&) { return http::problem("store_locked"); });
        notifier = std::make_unique<service::Notifier>(*writer, clock, options);
    }
    void stop() {
        notifier.reset();
        writer.reset();
    }
    std::string hook(const std::string& url, WebhookKind kind = WebhookKind::generic, const std::string& secret = {},
                     Division area = the_town, const std::string& created = "2021-11-01T08:00:00+08:00") {
        storage::Webhook webhook;
        webhook.name = "接收";
        webhook.url = url;
        webhook.kind = kind;
        webhook.secret = secret;
        webhook.area = area;
        webhook.events = {WebhookEvent::supervision, WebhookEvent::due_soon, WebhookEvent::overdue};
        webhook.created = created;
        storage::Transaction transaction{files.db()};
        auto id = storage::write_new_webhook(files.store(), webhook);
        REQUIRE(id);
        transaction.commit();
        return *id;
    }
    std::vector<storage::Delivery> deliveries(const std::string& webhook) {
        storage::DeliveryFilter filter;
        filter.webhook = webhook;
        return storage::deliveries(files.store(), filter);
    }
    bool all_sent(const std::string& webhook, std::size_t count) {
        return comes_true([&] {
            const auto rows = deliveries(webhook);
            return rows.size() == count && std::all_of(rows.begin(), rows.end(), [](const storage::Delivery& each) {
                       return each.status == DeliveryStatus::sent;
                   });
        });
    }
    void make_all_due() { storage::Query{files.db(), "UPDATE deliveries SET next_at = 0"}.run(); }
    void supervise(const std::string& case_id, const std::string& notice, const std::string& at) {
        files.apply(
            IssueSupervision{{case_id}, Grade::red, "限期化解，电话13800001234", date("2021-11-30"), Id{notice}}, at);
    }
    // So many looks that a second telling would have been seen.
    void let_it_look() const { std::this_thread::sleep_for(std::chrono::milliseconds{250}); }
};

}  // namespace tiaojie::test
