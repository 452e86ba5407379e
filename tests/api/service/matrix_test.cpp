// Every route, for every role and for nobody, inside the account's area and outside of it.
#include <array>
#include <atomic>
#include <ctime>

#include "api/routes/route.hpp"
#include "core/deciding/access.hpp"
#include "tests/api/service/route_samples.hpp"
#include "tests/api/service/world.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

constexpr int days_ahead = 30;

struct Person {
    Role role{};
    std::string area{};  // village, town, all
    std::string account() const { return World::account(role, area); }
};

std::vector<Where> outside_of(const std::string& area) {
    if (area == "village") return {Where::other_village, Where::other_town};
    if (area == "town") return {Where::other_town};
    return {};
}

// Tokens end by the server's clock, whatever its day.
std::string next_month() { return Date{static_cast<std::int32_t>(std::time(nullptr) / 86400) + days_ahead}.text(); }

std::string path_of(const http::Route& route, const RouteSample& sample, const Names& names) {
    const auto query = filled(sample.query, names);
    return filled(std::string{route.path}, names) + (query.empty() ? "" : "?" + query);
}

Asked asked_of(const http::Route& route, const RouteSample& sample, Names names, const std::string& account) {
    static std::atomic<int> made{0};
    names["self"] = account;
    names["password"] = password;
    names["next_month"] = next_month();
    names["new_account"] = "new." + std::to_string(++made);
    Asked out{route.method, path_of(route, sample, names), {}, {}};
    if (!sample.body.empty()) out.body = filled(sample.body, names);
    if (!sample.content_type.empty()) out.headers.push_back({"Content-Type", sample.content_type});
    return out;
}

// The stream of events goes on: its head tells, and its first words.
unsigned status_of_stream(World& world, const WebClient& client) {
    RawClient raw{world.server().port()};
    raw.send("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n" +
             (client.cookie.empty() ? "" : "Cookie: " + client.cookie + "\r\n") + "\r\n");
    const auto head = raw.read_until("\r\n\r\n");
    if (head.find("text/event-stream") != std::string::npos)
        CHECK(raw.read_until("\n\n").find("retry:") != std::string::npos);
    return static_cast<unsigned>(std::stoi(head.substr(9, 3)));
}

std::string id_in(const Answered& reply, const std::string& key) {
    INFO(reply.body);
    REQUIRE(reply.status == 201);
    return at(reply.json(), key).text;
}

// What a request needs to be there first, and belongs to whoever asks (or, for what is hidden, to somebody else).
void prepare(const http::Route& route, World& world, const std::string& owner, const std::string& division,
             Names& names) {
    if (route.name == "token_revoke") {
        names["token"] =
            id_in(world.as(owner).post("/tokens", R"({"name":"t","expires":")" + next_month() + R"("})"), "token");
    } else if (route.name == "case_file_show") {
        auto& clerk = world.as("clerk.all");
        const auto of_case = "/cases/" + names["case"];
        names["file"] =
            id_in(clerk.post(of_case + "/files", "\x89PNG\r\n\x1a\n", {{"Content-Type", "image/png"}}), "file");
        REQUIRE(clerk
                    .command(R"({"do":"case.paper","kind":"evidence","case":")" + names["case"] + R"(","file":")" +
                             names["file"] + "\"}")
                    .status == 201);
    } else if (route.name == "feed_read" || route.name == "feed_revoke") {
        const auto url = id_in(world.as("clerk.all").post("/feed", ""), "url");
        if (route.name == "feed_read") names["secret"] = url.substr(url.rfind('/') + 1);
        if (owner == "clerk.all") return;  // a new address ends the one before
        if (http::may_use(http::Who::case_readers, *parse_term<Role>(owner.substr(0, owner.find('.')))))
            world.as(owner).post("/feed", "");
    } else if (route.path.find("{webhook}") != std::string_view::npos) {
        world.remove_webhooks();  // there may be only so many
        names["webhook"] =
            id_in(world.as("admin.all")
                      .post("/webhooks", R"({"name":"n","url":"http://127.0.0.1:9/h","kind":"generic","area":")" +
                                             division + R"("})"),
                  "webhook");
    }
}

// A command is answered by what it does, not by the route.
unsigned expected_good(const http::Route& route, const RouteSample& sample, const Person& person) {
    if (route.name == "give_command" && !may_see_cases(person.role)) return 403;
    // It holds for everybody, so only who is over all may set it.
    if (route.name == "second_factor_roles_set" && person.area != "all") return 403;
    return sample.good != 0 ? sample.good : route.success;
}

class Matrix {
public:
    Matrix(World& world, const http::Route& route, const RouteSample& sample)
        : world_(world), route_(route), sample_(sample) {}

    void nobody() {
        INFO("nobody");
        auto names = names_of(Where::village);
        const bool is_open = route_.who == http::Who::anyone;
        if (is_open) prepare(route_, world_, "clerk.all", names.at("division"), names);
        auto client = world_.client();
        CHECK(status(client, names, "clerk.village") == (is_open ? good_for_nobody() : 401U));
    }

    void one(const Person& person) {
        INFO(person.account());
        const bool may = http::may_use(route_.who, person.role);
        auto inside = names_of(Where::village);
        prepare_for(person.account(), inside);
        CHECK(status(client_of(person), inside, person.account()) ==
              (may ? expected_good(route_, sample_, person) : 403U));
        if (sample_.lies == Lies::nowhere || route_.who == http::Who::anyone) return;
        const auto missing = answer(person, names_of(Where::nowhere));
        const unsigned hidden = may ? sample_.hidden : 403U;
        CHECK(missing.status == hidden);
        for (auto names : hidden_from(person)) {
            INFO(names.at("division"));
            const auto reply = answer(person, names);
            CHECK(reply.status == hidden);
            CHECK(reply.body == missing.body);
            CHECK(heads(reply) == heads(missing));
        }
    }

private:
    using Heads = std::vector<std::pair<std::string, std::string>>;

    unsigned good_for_nobody() const { return sample_.good != 0 ? sample_.good : route_.success; }

    void prepare_for(const std::string& owner, Names& names) {
        prepare(route_, world_, owner, names.at("division"), names);
    }

    // All but what differs from answer to answer.
    static Heads heads(const Answered& reply) {
        auto out = reply.headers;
        std::erase_if(out, [](const auto& each) { return each.first == "Date"; });
        return out;
    }

    std::vector<Names> hidden_from(const Person& person) {
        std::vector<Names> out;
        if (sample_.lies == Lies::with_owner) {
            const std::string other = person.account() == "clerk.all" ? "supervisor.all" : "clerk.all";
            auto& names = others_[other];  // made once: an account has only so many tokens
            if (names.empty()) prepare_for(other, names = names_of(Where::village));
            return {names};
        }
        for (const auto where : outside_of(person.area)) {
            out.push_back(names_of(where));
            prepare_for(person.account(), out.back());
        }
        return out;
    }

    // A client of its own where the request ends the session.
    WebClient& client_of(const Person& person) {
        if (!sample_.uses_up_session) return world_.as(person.account());
        own_.push_back(std::make_unique<WebClient>(world_.client()));
        REQUIRE(own_.back()->sign_in(person.account(), password).status == 201);
        return *own_.back();
    }

    Answered answer(const Person& person, const Names& names) {
        return client_of(person).ask(asked_of(route_, sample_, names, person.account()));
    }

    unsigned status(WebClient& client, const Names& names, const std::string& account) {
        if (route_.name == "events") return status_of_stream(world_, client);
        const bool reveals = route_.name == "case_reveal";
        world_.allow_personal(reveals);
        const auto asked = asked_of(route_, sample_, names, account);
        const auto reply = client.ask(asked);
        world_.allow_personal(false);
        UNSCOPED_INFO(asked.target << " " << asked.body.value_or("") << " -> " << reply.body.substr(0, 400));
        return reply.status;
    }

    World& world_;
    const http::Route& route_;
    const RouteSample& sample_;
    std::vector<std::unique_ptr<WebClient>> own_{};
    std::map<std::string, Names> others_{};
};

}  // namespace

TEST_CASE("every route answers every role as the table says, and outside the area as if nothing were there") {
    auto& world = shared_world();
    for (const auto& route : http::routes()) {
        INFO(route.name);
        const auto* sample = sample_of(route.name);
        if (sample == nullptr) {
            FAIL_CHECK("the route has no example in route_samples.cpp");
            continue;
        }
        Matrix matrix{world, route, *sample};
        matrix.nobody();
        for (const auto& role : Terms<Role>::all)
            for (const std::string area : {"village", "town", "all"}) matrix.one({role.value, area});
    }
}
