// What an account sees of lists, counts and numbers is what the command line says of its division, and nothing of what
// lies outside is in any answer.
#include <array>
#include <set>

#include "api/wire/json_writer.hpp"
#include "tests/api/service/world.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

struct Seen {
    std::string account{};
    std::string division{};
};
const std::array<Seen, 2> accounts{{{"clerk.village", village_area}, {"clerk.town", town_area}}};

Json said_by_the_program(const World& world, std::vector<std::string> words) {
    words.insert(words.end(), {"--today", world_today});
    const auto said = world.program().json(std::move(words));
    INFO(said.out << said.err);
    REQUIRE(said.status == 0);
    return said.json();
}

std::set<std::string> members(const Json& list, const std::string& key) {
    std::set<std::string> out;
    for (const auto& each : list.items) out.insert(at(each, key).text);
    return out;
}

// All pages, each case once.
std::vector<std::string> all_cases(WebClient& client, const std::string& query) {
    std::vector<std::string> out;
    std::string cursor;
    do {
        const auto page = client.get("/cases?limit=50" + query + (cursor.empty() ? "" : "&cursor=" + cursor)).json();
        for (const auto& each : at(page, "items").items) out.push_back(at(each, "case").text);
        cursor = at(page, "next").text;
    } while (!cursor.empty());
    return out;
}

std::vector<std::string> cases_in(const Json& rows) {
    std::vector<std::string> out;
    for (const auto& each : rows.items) out.push_back(at(each, "case").text);
    return out;
}

// The ids of what lies outside: of the villages next to it and of the other town.
std::set<std::string> strangers_to(const World& world, const std::string& division) {
    std::set<std::string> all;
    std::set<std::string> own;
    const auto take = [&](std::set<std::string>& into, std::vector<std::string> words, const std::string& key) {
        into.merge(members(said_by_the_program(world, std::move(words)), key));
    };
    take(all, {"case", "list"}, "case");
    take(own, {"case", "list", "--division", division}, "case");
    take(all, {"supervision", "list"}, "notice");
    take(own, {"supervision", "list", "--division", division}, "notice");
    for (const auto where : {Where::village, Where::other_village, Where::other_town})
        for (const auto* key : {"campaign", "consultation", "elder", "org", "mediator", "account"})
            (Division::parse(division)->contains(*Division::parse(names_of(where).at("division"))) ? own : all)
                .insert(names_of(where).at(key));
    for (const auto& each : own) all.erase(each);
    return all;
}

const std::vector<std::string>& lists() {
    static const std::vector<std::string> all{"/cases?limit=200",
                                              "/cases?limit=200&sort=oldest",
                                              "/cases?q=%E5%86%8D",
                                              "/cases/export",
                                              "/campaigns",
                                              "/consultations",
                                              "/consultations/agenda",
                                              "/supervisions",
                                              "/todo",
                                              "/stats?from=2021-01-01&to=2022-06-01&by=division",
                                              "/stats?from=2021-01-01&to=2022-06-01&by=org",
                                              "/stats/cases?from=2021-01-01&to=2022-06-01&metric=screened",
                                              "/campaigns/qingling-2021/board",
                                              "/campaigns/qingling-2021/cases?count=scope",
                                              "/reports",
                                              "/reports/2021",
                                              "/organisations",
                                              "/mediators",
                                              "/elders",
                                              "/divisions"};
    return all;
}

}  // namespace

TEST_CASE("the list of cases is the program's list of the division, page by page") {
    auto& world = shared_world();
    for (const auto& [account, division] : accounts) {
        INFO(account);
        const auto expected =
            cases_in(said_by_the_program(world, {"case", "list", "--division", division, "--limit", "1000"}));
        CHECK(expected.size() > 3);
        CHECK(all_cases(world.as(account), "") == expected);
        const auto page = world.as(account).get("/cases?limit=1").json();
        CHECK(at(page, "total").text == std::to_string(expected.size()));
    }
}

TEST_CASE("numbers, boards, notices and the agenda are the program's of the division") {
    auto& world = shared_world();
    for (const auto& [account, division] : accounts) {
        INFO(account);
        auto& client = world.as(account);
        const auto stats = client.get("/stats?from=2021-01-01&to=2022-06-01&by=type").json();
        const auto said = said_by_the_program(
            world, {"stats", "--from", "2021-01-01", "--to", "2022-06-01", "--by", "type", "--division", division});
        for (const auto* part : {"division", "metrics", "rates", "by"})
            CHECK(write_json(at(stats, part)) == write_json(at(said, part)));
        CHECK(members(client.get("/supervisions").json(), "notice") ==
              members(said_by_the_program(world, {"supervision", "list", "--division", division}), "notice"));
        CHECK(write_json(client.get("/consultations/agenda").json()) ==
              write_json(said_by_the_program(world, {"consultation", "agenda", "--division", division})));
        const auto board = client.get("/campaigns/qingling-2021/board").json();
        const auto whole = said_by_the_program(world, {"campaign", "board", "qingling-2021"});
        const auto& counts = division == village_area ? at(whole, "by.division." + division) : whole;
        for (const auto* count : {"scope", "settled", "struck_off", "open", "overdue"}) {
            INFO(count);
            CHECK(at(board, count).text == at(counts, count).text);
        }
    }
}

TEST_CASE("a report and its editions come as files") {
    auto& client = shared_world().as("clerk.town");
    const auto text = client.get("/reports/2021?format=text");
    CHECK(text.header("Content-Disposition").empty());
    REQUIRE(client.post("/reports/2021/editions", "").status == 201);
    const auto edition = at(client.get("/reports").json(), "0.edition").text;
    for (const auto& [format, type, mark] :
         {std::tuple{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"},
          {"pdf", "application/pdf", "%PDF"}})
        for (const auto& path : {std::string{"/reports/2021"}, "/reports/editions/" + edition}) {
            INFO(path << " " << format);
            const auto file = client.get(path + "?format=" + format);
            REQUIRE(file.status == 200);
            CHECK(file.header("Content-Type") == type);
            CHECK(file.header("Content-Disposition").starts_with("attachment; filename=\"report-2021-"));
            CHECK(file.header("Content-Disposition").ends_with("." + std::string{format} + "\""));
            CHECK(file.body.starts_with(mark));
            CHECK(client.get(path + "?format=" + format).body == file.body);
        }
    CHECK(client.get("/reports/editions/" + edition + "?format=markdown").body.starts_with("## "));
    CHECK(client.get("/reports/2021?format=rtf").status == 422);
    CHECK(client.get("/reports/editions/" + edition + "?format=rtf").status == 422);
}

TEST_CASE("nothing of outside is in any list") {
    auto& world = shared_world();
    for (const auto& [account, division] : accounts) {
        const auto strangers = strangers_to(world, division);
        CHECK(strangers.size() > 5);
        for (const auto& list : lists()) {
            INFO(account << " " << list);
            const auto reply = world.as(account).get(list);
            CHECK(reply.status == 200);
            std::vector<std::string> found;
            for (const auto& each : strangers)
                for (const auto* mark : {"\"", ","})
                    if (reply.body.find(mark + each + mark) != std::string::npos) found.push_back(each);
            CHECK(found == std::vector<std::string>{});
        }
    }
}

TEST_CASE("a search finds nothing of outside, by name, number or text") {
    auto& world = shared_world();
    for (const auto& [account, division] : accounts) {
        INFO(account);
        auto& client = world.as(account);
        for (const auto& word : {std::string{"%E6%9E%97%E9%98%BFt"}, std::string{"13800112233"}}) {
            CHECK(at(client.get("/cases?q=" + word).json(), "total").text == "0");
            CHECK(at(world.as("clerk.all").get("/cases?q=" + word).json(), "total").text == "1");
        }
    }
}

TEST_CASE("every command on what lies outside is answered as if it did not exist") {
    auto& world = shared_world();
    const std::vector<std::string> commands{
        R"({"do":"organisation.dissolve","org":"{org}"})",
        R"({"do":"mediator.appoint","mediator":"m-x","name":"某","org":"{org}"})",
        R"({"do":"mediator.remove","mediator":"{mediator}","reason":"退休"})",
        R"({"do":"elder.enrol","elder":"e-x","name":"某","division":"{division}"})",
        R"({"do":"elder.retire","elder":"{elder}"})",
        R"({"do":"representatives.set","division":"{division}","seats":45})",
        R"({"do":"screening.record","division":"{division}"})",
        R"({"do":"campaign.launch","campaign":"q-x","name":"清零","division":"{division}","months":3})",
        R"({"do":"campaign.close","campaign":"{campaign}"})",
        R"({"do":"consultation.hold","division":"{division}","present":["张三"],"items":[]})",
        R"({"do":"consultation.hold","division":"350305101001","present":["张三"],"items":[{"case":"{case}","decision":"办"}]})",
        R"({"do":"consultation.done","consultation":"{consultation}","item":1})",
        R"({"do":"case.register","org":"{org}","division":"{division}","type":"land","source":"screening","summary":"x","parties":[]})",
        R"({"do":"case.accept","case":"{case}","mediators":["m008"]})",
        R"({"do":"case.refuse","case":"{case}","reason":"r","routes":["court"]})",
        R"({"do":"case.assign","case":"{case}","mediators":["m008"]})",
        R"({"do":"case.session","case":"{case}","place":"p","notes":"n"})",
        R"({"do":"case.hearing","case":"{case}","elders":["a","b","c"],"consented":true,"opinion":"o"})",
        R"({"do":"case.review","case":"{case}","present":30,"in_favour":20,"against":5,"opinion":"o"})",
        R"({"do":"case.escalate","case":"{case}","reason":"r"})",
        R"({"do":"case.return","case":"{case}","to":"elders_hearing","reason":"r"})",
        R"({"do":"case.settle","case":"{case}","form":"oral","terms":"t"})",
        R"({"do":"case.perform","case":"{case}"})",
        R"({"do":"case.default","case":"{case}"})",
        R"({"do":"case.confirm","case":"{case}","step":"applied"})",
        R"({"do":"case.follow_up","case":"{case}","result":"kept"})",
        R"({"do":"case.reopen","case":"{case}","reason":"r"})",
        R"({"do":"case.terminate","case":"{case}","reason":"r","routes":["court"]})",
        R"({"do":"case.withdraw","case":"{case}","reason":"r"})",
        R"({"do":"case.suspend","case":"{case}","reason":"r"})",
        R"({"do":"case.resume","case":"{case}","reason":"r"})",
        R"({"do":"case.extend","case":"{case}","clock":"overall","until":"2022-06-30","consented":true,"reason":"r"})",
        R"({"do":"case.correct","case":"{case}","set":{"people":2},"reason":"r"})",
        R"({"do":"case.merge","case":"{case}","into":"w-a","reason":"r"})",
        R"({"do":"case.merge","case":"w-a","into":"{case}","reason":"r"})",
        R"({"do":"case.paper","case":"{case}","kind":"evidence"})",
        R"({"do":"case.strike_off","case":"{case}"})",
        R"({"do":"case.archive","case":"{case}"})",
        R"({"do":"supervision.issue","case":"{case}","grade":"red","requirement":"r","reply_by":"2022-06-11"})",
        R"({"do":"supervision.sign","notice":"{notice}"})",
        R"({"do":"supervision.reply","notice":"{notice}"})",
        R"({"do":"supervision.cancel","notice":"{notice}","reason":"r"})"};
    for (const auto& term : Terms<Role>::all)
        for (const auto& command : commands) {
            auto& client = world.as(World::account(term.value, "village"));
            const auto missing = client.command(filled(command, names_of(Where::nowhere)));
            for (const auto where : {Where::other_village, Where::other_town}) {
                const auto outside = client.command(filled(command, names_of(where)));
                INFO(term.name << " " << command);
                CHECK(outside.status == missing.status);
                CHECK(outside.body == missing.body);
                // A merge of a case of one's own is refused to who may not merge at all, whatever it is merged into.
                const bool names_own = command.find("\"w-a\",\"into\":\"{case}\"") != std::string::npos ||
                                       command.find("350305101001") != std::string::npos;
                if (!names_own) CHECK(outside.status == 404);
            }
        }
}

TEST_CASE("a case that was merged into one outside does not name it") {
    auto& world = shared_world();
    auto& town = world.as("clerk.town");
    const auto registered = [&](const std::string& id, Where where) {
        return town
            .command(filled(
                R"({"do":"case.register","case":")" + id +
                    R"(","org":"{org}","division":"{division}","type":"land","source":"screening","summary":"两村田界","parties":[]})",
                names_of(where)))
            .status;
    };
    REQUIRE(registered("merged-here", Where::village) == 201);
    REQUIRE(registered("merged-there", Where::other_village) == 201);
    REQUIRE(
        town.command(R"({"do":"case.merge","case":"merged-here","into":"merged-there","reason":"同一纠纷"})").status ==
        201);
    CHECK(at(town.get("/cases/merged-here").json(), "merged_into").text == "merged-there");
    auto& village = world.as("clerk.village");
    for (const std::string more : {"", "/history"}) {
        const auto reply = village.get("/cases/merged-here" + more);
        CHECK(reply.status == 200);
        CHECK(reply.body.find("merged-there") == std::string::npos);
        CHECK(reply.body.find(R"("into":null)") != std::string::npos);
    }
}

TEST_CASE("live updates bring nothing of outside") {
    auto& world = shared_world();
    RawClient inside{world.server().port()};
    auto& watcher = world.as("clerk.village");
    inside.send("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nCookie: " + watcher.cookie + "\r\n\r\n");
    inside.read_until("retry:");
    auto& giver = world.as("clerk.all");
    for (const auto where : {Where::other_town, Where::other_village, Where::village})
        REQUIRE(
            giver.command(filled(R"({"do":"case.paper","case":"{case}","kind":"evidence"})", names_of(where))).status ==
            201);
    const auto told = inside.read_until("\"case\":\"w-a\"");
    CHECK(told.find("w-b") == std::string::npos);
    CHECK(told.find("w-t") == std::string::npos);
}

TEST_CASE("a case that is registered only later is not there yet") {
    auto& world = shared_world();
    auto& client = world.as("clerk.village");
    const auto missing = client.get("/cases/w-none");
    for (const std::string more : {"", "/history", "/deadlines", "/actions"}) {
        const auto reply = client.get("/cases/w-a-future" + more);
        CHECK(reply.status == 404);
        CHECK(reply.body == missing.body);
    }
    CHECK(client.post("/cases/w-a-future/reveal", R"({"reason":"核对"})").status == 404);
    const auto early = client.command(R"({"do":"case.session","case":"w-a-future","place":"p","notes":"n"})");
    CHECK(early.code() == "wrong_status");  // who sees it later may know that the name is taken
}
