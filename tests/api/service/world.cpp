#include "tests/api/service/world.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "api/wire/json_writer.hpp"
#include "storage/access/accounts.hpp"
#include "tests/api/service/conformance.hpp"
#include "tests/api/service/world_data.hpp"
#include "tests/catch.hpp"
#include "tests/places.hpp"

namespace tiaojie::test {
namespace {

namespace fs = std::filesystem;

const std::string day_of_recording =
    "2022-06-10";  // after the day of the server, so that some things are still to come
constexpr int a_childs_years = 14;

std::string content(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<fs::path> demo_files() {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator{source_dir() + "/data/demo"})
        if (entry.path().extension() == ".jsonl") out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

std::string area_of(const std::string& word) {
    return word == "village" ? village_area : word == "town" ? town_area : whole_area;
}

void add_accounts(const fs::path& db) {
    storage::Store store{db};
    const auto hash = storage::hash_password(password);
    const auto add = [&](const std::string& name, Role role, const std::string& area) {
        const auto mediator =
            role == Role::mediator ? std::optional{Id{names_of(Where::village).at("mediator")}} : std::optional<Id>{};
        REQUIRE_FALSE(storage::write_new_account(store, {name, role, *Division::parse(area), mediator}, hash, true,
                                                 "2022-05-31T09:00:00+08:00"));
    };
    for (const auto& term : Terms<Role>::all)
        for (const std::string word : {"village", "town", "all"})
            add(std::string{term.name} + "." + word, term.value, area_of(word));
    for (const auto where : {Where::village, Where::other_village, Where::other_town})
        add(names_of(where).at("account"), Role::clerk, names_of(where).at("division"));
    store.db().run("UPDATE accounts SET must_change = 0");
}

// Made once for all worlds of this process, then copied.
const Program& prepared() {
    static Program program;
    static const bool is_done = [] {
        const auto file = program.file("divisions.tsv", divisions_of_the_world());
        REQUIRE(program.run({"init", "--divisions", file.string()}).status == 0);
        for (const auto& each : demo_files())
            REQUIRE(program.run({"apply", each.string(), "--today", day_of_recording}).status == 0);
        const auto applied = program.run({"apply", "-", "--today", day_of_recording}, lines_of_the_world());
        INFO(applied.out << applied.err);
        REQUIRE(applied.status == 0);
        add_accounts(program.db());
        return true;
    }();
    static_cast<void>(is_done);
    return program;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string filled(std::string text, const Names& names) {
    for (const auto& [name, value] : names) {
        const auto mark = "{" + name + "}";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
            text.replace(at, mark.size(), value);
    }
    return text;
}

const Names& names_of(Where where) {
    const auto made = [](const std::string& mark, const std::string& division, const std::string& org,
                         const std::string& mediator, const std::string& edition) {
        return Names{{"mark", mark},
                     {"case", "w-" + mark},
                     {"campaign", "q-" + mark},
                     {"notice", "n-" + mark},
                     {"consultation", "h-" + mark},
                     {"elder", "e-" + mark},
                     {"account", "target." + mark},
                     {"webhook", "wh-" + mark},
                     {"token", "tk-" + mark},
                     {"secret", "secret-" + mark},
                     {"file", "sm3-" + mark},
                     {"year", "2021"},
                     {"division", division},
                     {"org", org},
                     {"mediator", mediator},
                     {"edition", edition}};
    };
    static const auto village = made("a", village_area, "org-yingbian", "m008", "2021-1");
    static const auto other_village = made("b", other_village_area, "org-donghong", "m014", "2021-2");
    static const auto other = made("t", other_town_village_area, "org-west", "m-west", "2021-3");
    static const auto nowhere = made("none", "350305103001", "org-none", "m-none", "2021-99");
    switch (where) {
        case Where::village:
            return village;
        case Where::other_village:
            return other_village;
        case Where::other_town:
            return other;
        case Where::nowhere:
            break;
    }
    return nowhere;
}

// ---- what is personal ----

void Personal::learn(const Json& party) {
    const auto text = [&](std::string_view key) {
        const auto* found = party.find(key);
        return found == nullptr ? std::string{} : found->text;
    };
    if (text("kind") != "person") return;
    for (const auto* key : {"id_number", "phone"})
        if (!text(key).empty()) numbers_.insert(text(key));
    // What is no more than a village is not hidden.
    if (const auto address = text("address"); address.find("号") != std::string::npos) texts_.insert(address);
    const auto birth = Date::parse(text("birth"));
    if (birth && Date::parse(world_today)->year() - birth->year() < a_childs_years) texts_.insert(text("name"));
}

void Personal::learn(const std::string& json_lines) {
    for (std::size_t from = 0; from < json_lines.size();) {
        const auto end = std::min(json_lines.find('\n', from), json_lines.size());
        const auto line = parse_json(json_lines.substr(from, end - from));
        from = end + 1;
        if (!line) continue;
        const auto* set = line->find("set");
        for (const auto* holder : {&*line, set})
            if (holder != nullptr)
                if (const auto* parties = holder->find("parties"))
                    for (const auto& party : parties->items) learn(party);
    }
}

std::vector<std::string> Personal::shown_in(const std::string& text) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < text.size();) {
        auto end = i;
        while (end < text.size() && (is_digit(text[end]) || text[end] == 'X')) ++end;
        if (end - i >= 11 && numbers_.contains(text.substr(i, end - i))) out.push_back(text.substr(i, end - i));
        i = end + 1;
    }
    for (const auto& each : texts_)
        if (text.find(each) != std::string::npos) out.push_back(each);
    return out;
}

const Personal& personal() {
    static const auto known = [] {
        Personal out;
        for (const auto& each : demo_files()) out.learn(content(each));
        out.learn(lines_of_the_world());
        return out;
    }();
    return known;
}

// ---- the world ----

World::World(const std::vector<std::string>& words) {
    const auto& made = prepared();
    fs::copy_file(made.db(), program_.db());
    fs::copy_file(made.db().string() + ".key", program_.db().string() + ".key");
    server_ = std::make_unique<ServeProcess>(program_.db(), world_today, words);
    document_ = WebClient{server_->port()}.ask({http::Method::get, "/api/v1/openapi.json", {}, {}}).json();
    for (const auto where : {Where::village, Where::other_village, Where::other_town}) {
        const auto frozen =
            as("supervisor.all")
                .post("/reports/2021/editions", filled(R"({"division":"{division}"})", names_of(where)));
        INFO(frozen.body);
        REQUIRE(at(frozen.json(), "edition").text == names_of(where).at("edition"));
    }
}

WebClient World::client() {
    return WebClient{server_->port(), [this](const Asked& asked, const Answered& reply) { look_at(asked, reply); }};
}

WebClient World::unwatched() { return WebClient{server_->port()}; }

WebClient& World::as(const std::string& account) {
    if (const auto found = clients_.find(account); found != clients_.end()) return found->second;
    auto made = client();
    const auto reply = made.sign_in(account, password);
    INFO(account << ": " << reply.body);
    REQUIRE(reply.status == 201);
    return clients_.emplace(account, std::move(made)).first->second;
}

void World::remove_webhooks() {
    auto& admin = as("admin.all");
    const auto webhooks = admin.get("/webhooks").json();
    for (const auto& each : webhooks.items)
        REQUIRE(admin.remove("/webhooks/" + at(each, "webhook").text).status == 204);
}

std::string World::account(Role role, const std::string& area) { return std::string{name(role)} + "." + area; }

void World::look_at(const Asked& asked, const Answered& reply) const {
    INFO(method_name(asked.method) << " " << asked.target << " " << asked.body.value_or("").substr(0, 300));
    INFO(reply.status << " " << reply.body.substr(0, 600));
    CHECK(faults(document_, asked, reply) == std::vector<std::string>{});
    if (!is_personal_allowed_) CHECK(personal().shown_in(reply.body) == std::vector<std::string>{});
}

World& shared_world() {
    static World world;
    return world;
}

}  // namespace tiaojie::test
