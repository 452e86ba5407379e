// The program as people and other programs meet it: every subcommand, its exit status, its JSON.
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/cli/sample_lines.hpp"

#include <fstream>
#include <iterator>

#include "api/wire/json_writer.hpp"
#include "tests/places.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

// Loaded once; tests that only read share it.
const Program& demo() {
    static const Program program;
    static const Outcome loaded = program.json({"demo"});
    REQUIRE(loaded.status == 0);
    return program;
}

}  // namespace

TEST_CASE("init makes a store once, with the area asked for") {
    Program program;
    const auto made = program.json({"init"});
    CHECK(made.status == 0);
    CHECK(at(made.json(), "area").text == "350305000000");
    CHECK(at(made.json(), "db").text == program.db().string());
    const auto again = program.json({"init"});
    CHECK(again.status == 1);
    CHECK(at(again.json(), "error.code").text == "already_exists");

    Program town;
    CHECK(at(town.json({"init", "--area", "350305101000"}).json(), "area").text == "350305101000");
    Program wrong;
    CHECK(wrong.run({"init", "--area", "350305999000"}).status == 1);
    CHECK(wrong.run({"init", "--area", "3503"}).status == 2);
    CHECK_FALSE(std::filesystem::exists(wrong.db()));
}

TEST_CASE("wrong usage exits with 2 and says so in Chinese and in JSON") {
    const Program program;
    for (const auto& words : std::vector<std::vector<std::string>>{{},
                                                                   {"no-such"},
                                                                   {"case"},
                                                                   {"case", "list", "--no-such"},
                                                                   {"case", "list", "--status", "done"},
                                                                   {"case", "list", "--due-before", "2021-13-01"},
                                                                   {"case", "list", "--limit", "-1"},
                                                                   {"case", "list", "--division", "35"},
                                                                   {"case", "show"},
                                                                   {"stats", "--from", "2021-01-01"},
                                                                   {"calendar", "due", "--start", "2021-01-01"},
                                                                   {"verify", "--today", "yesterday"}}) {
        const auto outcome = program.json(words);
        CHECK(outcome.status == 2);
        CHECK(at(outcome.json(), "error.code").text == "usage");
        CHECK_FALSE(at(outcome.json(), "error.message").text.empty());
        CHECK(outcome.err.find("tiaojie：") == 0);
    }
}

TEST_CASE("a store that is missing, foreign or without its key exits with 3") {
    const Program program;
    const auto missing = program.json({"case", "list"});
    CHECK(missing.status == 3);
    CHECK(at(missing.json(), "error.code").text == "store_missing");
    program.file("t.db", "this is no database at all, and never was one");
    CHECK(program.json({"case", "list"}).status == 3);
    const auto verified = program.json({"verify"});
    CHECK(verified.status == 3);
    CHECK_FALSE(at(verified.json(), "ok").boolean);
    CHECK_FALSE(at(verified.json(), "fault.what").text.empty());

    Program keyless;
    with_store(keyless);
    std::filesystem::remove(keyless.db().string() + ".key");
    const auto outcome = keyless.json({"case", "list"});
    CHECK(outcome.status == 3);
    CHECK(at(outcome.json(), "error.code").text == "key_missing");
    const auto checked = keyless.json({"verify"});
    CHECK(checked.status == 3);
    CHECK_FALSE(at(checked.json(), "ok").boolean);
    CHECK(at(checked.json(), "events").text == "0");
    CHECK(at(checked.json(), "head").text.size() == 64);
    CHECK(at(checked.json(), "fault.event").kind == Json::Kind::null);
    CHECK(at(checked.json(), "fault.what").text.find("流水的校验链完好") != std::string::npos);
    const auto told = keyless.run({"verify"});
    CHECK(told.status == 3);
    CHECK(told.out.empty());
    CHECK(told.err.find("tiaojie：校验未通过：") == 0);
}

TEST_CASE("help, version, man page and completion") {
    const Program program;
    CHECK(program.run({"--help"}).out.find("case list") != std::string::npos);
    CHECK(program.run({"case", "list", "--help"}).out.find("--overdue") != std::string::npos);
    CHECK(program.run({"help", "case"}).out.find("case show") != std::string::npos);
    CHECK(program.run({"help", "nothing"}).status == 2);
    CHECK(program.run({"--version"}).out.find("tiaojie ") == 0);
    CHECK(program.run({"man"}).out.find(".TH TIAOJIE 1") != std::string::npos);
    CHECK(program.run({"completion", "bash"}).out.find("complete -o filenames -F _tiaojie tiaojie") !=
          std::string::npos);
    CHECK(program.run({"completion", "zsh"}).out.find("#compdef tiaojie") == 0);
    CHECK(program.run({"completion", "fish"}).status == 2);
}

TEST_CASE("lists of cases: filters, pages, search") {
    const auto& program = demo();
    const auto count = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"case", "list"});
        const auto outcome = program.json(words);
        CHECK(outcome.status == 0);
        return outcome.json().items.size();
    };
    CHECK(count({}) == 144);
    CHECK(count({"--limit", "10"}) == 10);
    CHECK(count({"--limit", "0"}) == 0);
    CHECK(count({"--status", "settled"}) == 144);
    CHECK(count({"--status", "mediating"}) == 0);
    CHECK(count({"--stage", "assigned_mediation"}) == 101);
    CHECK(count({"--level", "village"}) == 139);
    CHECK(count({"--division", "350305101000"}) == 144);
    CHECK(count({"--q", "dz2021-001"}) == 1);
    CHECK(count({"--overdue", "--today", "2021-11-15"}) > 0);
    CHECK(count({"--today", "2020-01-01"}) == 0);
    const auto all = program.json({"case", "list"}).json();
    const auto after = program.json({"case", "list", "--limit", "2", "--after", at(all, "1.case").text}).json();
    CHECK(written(at(after, "0")) == written(at(all, "2")));
    CHECK(program.json({"case", "list", "--division", "350305999000"}).status == 1);
    CHECK(at(program.json({"case", "list", "--org", "nobody"}).json(), "error.code").text == "unknown_organisation");
    CHECK(at(program.json({"case", "list", "--after", "nobody"}).json(), "error.code").text == "unknown_case");
    std::string names;
    for (const auto& member : at(all, "0").members) names += member.key + " ";
    CHECK(names == "case number status stage level type source division org registered settled due state ");
}

TEST_CASE("a case is shown masked, and whole for a reason that is written down") {
    const auto& program = demo();
    const auto masked = program.json({"case", "show", "dz2021-001"});
    CHECK(masked.status == 0);
    CHECK(masked.out.find("350305197511139910") == std::string::npos);
    CHECK(at(masked.json(), "parties.0.id_number").text == "350305********9910");
    CHECK(at(masked.json(), "history.0.event").text == "CaseRegistered");
    CHECK(at(masked.json(), "history.0.parties.0.phone").text == "199****0105");
    CHECK(at(masked.json(), "amount").text == "48600");
    CHECK(std::to_string(at(masked.json(), "history").items.size()) == at(masked.json(), "version").text);
    CHECK(program.run({"case", "show", "dz2021-001"}).out.find("350305********9910") != std::string::npos);
    CHECK(at(program.json({"case", "show", "dz2021-001", "--reveal", "核对身份"}).json(), "parties.0.id_number").text ==
          "350305197511139910");
    CHECK(program.json({"case", "show", "dz2021-001", "--reveal", " "}).status == 2);
    CHECK(at(program.json({"case", "show", "nobody"}).json(), "error.code").text == "unknown_case");
    // Registered, but not yet on that day.
    const auto not_yet = program.json({"case", "show", "dz2021-001", "--today", "2021-01-01"});
    CHECK(not_yet.status == 0);
    CHECK(at(not_yet.json(), "status").kind == Json::Kind::null);
    CHECK(at(not_yet.json(), "history").kind == Json::Kind::array);
}

TEST_CASE("deadlines are explained") {
    const auto& program = demo();
    const auto shown = program.json({"deadlines", "dz2021-001", "--explain", "--today", "2021-01-10"}).json();
    CHECK(at(shown, "1.clock").text == "stage");
    CHECK(at(shown, "1.start").text == "2021-01-06");
    CHECK(at(shown, "1.raw").text == "2021-01-16");
    CHECK(at(shown, "1.due").text == "2021-01-18");
    CHECK(at(shown, "1.state").text == "open");
    CHECK(at(shown, "1.explanation").items.size() > 2);
    CHECK(program.run({"deadlines", "dz2021-001", "--explain"}).out.find("民法典第二百零三条") != std::string::npos);
    CHECK(program.json({"deadlines", "dz2021-001", "--today", "2021-01-01"}).out == "[]\n");
    CHECK(program.json({"deadlines", "nobody"}).status == 1);
}

TEST_CASE("a period is counted without a store") {
    const Program program;
    const auto due = program.json({"calendar", "due", "--start", "2021-09-01", "--days", "30"}).json();
    CHECK(at(due, "due").text == "2021-10-08");
    CHECK(at(due, "raw").text == "2021-10-01");
    CHECK_FALSE(at(due, "provisional").boolean);
    CHECK(at(program.json({"calendar", "due", "--start", "2021-10-14", "--months", "3"}).json(), "due").text ==
          "2022-01-14");
    CHECK(at(program
                 .json({"calendar", "due", "--start", "2021-03-01", "--working-days", "3", "--pause",
                        "2021-03-02..2021-03-04", "--pause=2021-03-03..2021-03-05"})
                 .json(),
             "due")
              .text == "2021-03-09");
    CHECK(at(program.json({"calendar", "due", "--start", "2030-01-01", "--days", "1"}).json(), "provisional").boolean);
    CHECK(program.json({"calendar", "due", "--start", "2021-01-01", "--days", "1", "--months", "1"}).status == 2);
    CHECK(program.json({"calendar", "due", "--start", "2021-01-01", "--days", "1", "--pause", "2021-01-02"}).status ==
          2);
}

TEST_CASE("a new calendar or policy tells which unfinished clocks it moves") {
    Program program;
    with_store(program);
    const std::string accept = R"({"do":"case.accept","at":"2021-03-01","by":"c","case":"a","mediators":["m"]})";
    const std::string appoint =
        R"({"do":"mediator.appoint","at":"2021-01-01","by":"c","mediator":"m","name":"王","org":"o"})";
    REQUIRE(
        program.json({"apply", "-"}, std::string{found_org} + "\n" + appoint + "\n" + registration("a") + "\n" + accept)
            .status == 0);
    // The rung was opened on Monday 1 March; its tenth day is Thursday the 11th.
    const auto notice = program.file("n.json", R"({"days":{"2021-03-11":{"type":"off","name":"抗洪"}}})");
    for (const auto& words : {std::vector<std::string>{"calendar", "load", notice.string(), "--dry-run"},
                              {"calendar", "load", notice.string()}}) {
        auto asked = words;
        asked.insert(asked.end(), {"--today", "2021-03-05"});
        const auto outcome = program.json(asked);
        CHECK(outcome.status == 0);
        CHECK(at(outcome.json(), "moved.0.case").text == "a");
        CHECK(at(outcome.json(), "moved.0.clock").text == "stage");
        CHECK(at(outcome.json(), "moved.0.before").text == "2021-03-11");
        CHECK(at(outcome.json(), "moved.0.after").text == "2021-03-12");
        CHECK(at(outcome.json(), "moved").items.size() == 1);
    }
    CHECK(at(program.json({"verify"}).json(), "events").text == "5");
    const auto bad = program.file("bad.json", "{}");
    CHECK(program.json({"calendar", "load", bad.string()}).status == 1);
    CHECK(program.json({"policy", "set", bad.string(), "--from", "2021-01-01"}).status == 1);
    CHECK(program.json({"policy", "set", bad.string()}).status == 2);

    std::ifstream in{tiaojie::source_dir() + "/data/policy/default.json"};
    std::string policy{std::istreambuf_iterator<char>{in}, {}};
    const std::string overall = R"("overall": {"days": 30)";
    REQUIRE(policy.find(overall) != std::string::npos);
    policy.replace(policy.find(overall), overall.size(), R"("overall": {"days": 31)");
    const auto file = program.file("p.json", policy);
    const auto moved = program.json({"policy", "set", file.string(), "--from", "2021-01-01", "--today", "2021-03-05"});
    CHECK(moved.status == 0);
    CHECK(at(moved.json(), "moved.0.clock").text == "overall");
    CHECK(at(moved.json(), "moved.0.before").text == "2021-03-31");
    CHECK(at(moved.json(), "moved.0.after").text == "2021-04-01");
    CHECK(program.json({"verify"}).status == 0);
}

TEST_CASE("campaigns, the agenda and supervision") {
    const auto& program = demo();
    CHECK(at(program.json({"campaign", "list"}).json(), "0.campaign").text == "qingling-2021");
    CHECK(program.json({"campaign", "list", "--today", "2021-10-13"}).out == "[]\n");
    const auto board = program.json({"campaign", "board", "qingling-2021", "--today", "2021-11-15"}).json();
    CHECK(at(board, "days_left").text == "60");
    CHECK(at(board, "burn_down").items.size() == 33);
    for (const char* count :
         {"scope", "settled", "struck_off", "open", "overdue", "suspended", "extended", "transferred_up", "reopened"}) {
        const auto list =
            program.json({"campaign", "board", "qingling-2021", "--today", "2021-11-15", "--list", count});
        INFO(count);
        CHECK(std::to_string(list.json().items.size()) == at(board, count).text);
        for (const char* split : {"division", "type", "stage"}) {
            std::int64_t sum = 0;
            for (const auto& part : at(board, std::string{"by."} + split).members)
                sum += std::stoll(at(part.value, count).text);
            CHECK(std::to_string(sum) == at(board, count).text);
        }
    }
    CHECK(at(program.json({"campaign", "board", "nobody"}).json(), "error.code").text == "unknown_campaign");
    CHECK(program.json({"campaign", "board", "qingling-2021", "--list", "nothing"}).status == 1);

    const auto agenda = program.json({"consultation", "agenda", "--division", "350305101000", "--today", "2021-11-15"});
    CHECK(agenda.json().items.size() > 3);
    CHECK(at(agenda.json(), "0.why").items.size() > 0);
    CHECK(program.json({"consultation", "agenda"}).status == 2);
    CHECK(program.json({"consultation", "agenda", "--division", "350305999000"}).status == 1);

    const auto notices = program.json({"supervision", "list"}).json();
    CHECK(notices.items.size() == 17);
    CHECK(at(notices, "0.state").text == "met");
    CHECK(program.json({"supervision", "list", "--today", "2021-02-18"}).json().items.size() == 1);
    CHECK(at(program.json({"supervision", "list", "--today", "2021-02-18"}).json(), "0.signed").kind ==
          Json::Kind::null);
}

TEST_CASE("statistics: numbers, parts and the cases behind them agree") {
    const auto& program = demo();
    const std::vector<std::string> year{"stats", "--from", "2021-01-01", "--to", "2021-12-31"};
    const auto ask = [&](std::vector<std::string> more) {
        more.insert(more.begin(), year.begin(), year.end());
        return program.json(more);
    };
    const auto all = ask({}).json();
    CHECK(at(all, "metrics.screened").text == "144");
    CHECK(at(all, "metrics.committees").text == "25");
    CHECK(at(all, "metrics.mediators").text == "102");
    CHECK(at(all, "rates.settled/screened").find("text")->text == "100%");
    CHECK(at(all, "division").text == "350305000000");
    for (const auto& [key, value] : at(all, "metrics").members) {
        const auto list = ask({"--list", key});
        INFO(key);
        if (key == "people" || key == "amount" || key == "median_days") continue;  // sums, not counts
        if (key == "screening_rounds") {
            CHECK(list.status == 1);
            continue;
        }
        CHECK(std::to_string(list.json().items.size()) == value.text);
    }
    for (const char* split : {"stage", "level", "type", "source", "division", "org", "form", "month"}) {
        std::int64_t screened = 0;
        const auto split_up = ask({"--by", split}).json();
        for (const auto& part : at(split_up, std::string{"by."} + split).members)
            screened += std::stoll(at(part.value, "screened").text);
        INFO(split);
        CHECK(screened == 144);
    }
    CHECK(at(ask({"--as-of", "2020-06-01"}).json(), "metrics.screened").text == "0");
    CHECK(at(ask({"--cut-off", "0"}).json(), "metrics.screened").text == "0");
    CHECK(at(ask({"--cut-off", "0"}).json(), "metrics.median_days").kind == Json::Kind::null);
    CHECK(ask({"--cut-off", "-1"}).status == 2);
    CHECK(ask({"--cut-off", "999999999"}).status == 1);
    CHECK(ask({"--cut-off", "99999999999999999999999"}).status == 1);
    CHECK(ask({"--cut-off", "x"}).status == 2);
    CHECK(ask({"--by", "colour"}).status == 2);
    CHECK(at(ask({"--list", "happiness"}).json(), "error.code").text == "unknown_metric");
    CHECK(at(ask({"--division", "350305999000"}).json(), "error.code").text == "unknown_division");
    CHECK(program.run({"stats", "--from", "2021-01-01", "--to", "2021-12-31", "--definitions", "--by", "month"})
              .out.find("期间内登记的案件") != std::string::npos);
}

TEST_CASE("verify, rebuild, backup and restore") {
    Program program;
    REQUIRE(program.json({"demo"}).status == 0);
    const auto before = program.json({"verify"}).json();
    CHECK(at(before, "ok").boolean);
    CHECK(at(before, "events").text == "3240");
    CHECK(at(before, "head").text.size() == 64);
    CHECK(program.json({"rebuild"}).status == 0);
    const auto copy = program.folder() / "copy.db";
    CHECK(program.json({"backup", copy.string()}).status == 0);
    CHECK(program.json({"backup", copy.string()}).status == 1);
    Program other;
    CHECK(other.json({"restore", copy.string()}).status == 0);
    CHECK(other.json({"restore", copy.string()}).status == 1);
    CHECK(written(other.json({"verify"}).json()) == written(before));
}

TEST_CASE("accounts") {
    Program program;
    with_store(program);
    const auto add = [&](const std::string& password, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"user", "add", "chen", "--role", "clerk", "--password-stdin"});
        return program.json(more, password + "\n");
    };
    CHECK(at(add("short").json(), "error.code").text == "weak_password");
    CHECK(add("Long-enough-1", {"--area", "350305999000"}).status == 1);
    CHECK(add("Long-enough-1", {"--area", "350305101000"}).status == 0);
    CHECK(at(add("Long-enough-1").json(), "error.code").text == "already_exists");
    const auto list = program.json({"user", "list"}).json();
    CHECK(at(list, "0.account").text == "chen");
    CHECK(at(list, "0.area").text == "350305101000");
    CHECK(at(list, "0.must_change").boolean);
    CHECK(program.json({"user", "passwd", "chen", "--password-stdin"}, "Another-one-2\n").status == 0);
    CHECK(program.json({"user", "passwd", "nobody", "--password-stdin"}, "Another-one-2\n").status == 1);
    CHECK(program.json({"user", "passwd", "chen"}, "Another-one-2\n").status == 1);  // no terminal to ask on
    CHECK(program.json({"user", "disable", "chen"}).status == 0);
    CHECK(program.json({"user", "disable", "nobody"}).status == 1);
    CHECK(at(program.json({"user", "list"}).json(), "0.disabled").boolean);
    CHECK(program.json({"user", "add", "x", "--role", "king"}).status == 2);
    CHECK(at(add("Chen-enough-1", {}).json(), "error.code").text == "weak_password");  // holds the name
}

TEST_CASE("tokens, locks and the audit journal of the operator") {
    Program program;
    with_store(program);
    const auto add = [&](const std::string& account, const std::string& role) {
        return program.json({"user", "add", account, "--role", role, "--password-stdin"}, "Long-enough-1\n");
    };
    CHECK(add("chen", "security").status == 0);
    CHECK(at(add("operator", "clerk").json(), "error.code").text == "reserved_name");
    CHECK(
        at(program.json({"user", "passwd", "chen", "--password-stdin"}, "Long-enough-1\n").json(), "error.code").text ==
        "same_password");
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"user", "approve"}, {"user", "unlock"}, {"user", "second-factor", "remove"}}) {
        auto known = words;
        known.push_back("chen");
        CHECK(program.json(known).status == 0);
        auto unknown = words;
        unknown.push_back("nobody");
        CHECK(at(program.json(unknown).json(), "error.code").text == "unknown_account");
    }
    const auto made = program.json({"user", "token", "add", "chen", "--name", "台账", "--days", "3"}).json();
    CHECK(at(made, "secret").text.starts_with("tj_"));
    CHECK(program.json({"user", "token", "add", "nobody", "--name", "台账"}).status == 1);
    CHECK(program.json({"user", "token", "add", "chen", "--name", "台账", "--days", "367"}).status == 2);
    const auto token = at(made, "token").text;
    CHECK(at(program.json({"user", "token", "list", "--account", "chen"}).json(), "0.token").text == token);
    CHECK(program.run({"user", "token", "list"}).out.find(at(made, "secret").text) == std::string::npos);
    CHECK(program.json({"user", "token", "revoke", token}).status == 0);
    CHECK(program.json({"user", "token", "revoke", token}).status == 1);

    const auto entries = program.json({"audit", "list"}).json();
    std::string actions;
    for (const auto& entry : entries.items) actions += at(entry, "action").text + " ";
    CHECK(actions == "audit_read token_revoked token_made account_approved account_made ");
    CHECK(at(entries, "4.actor").text == "operator");
    CHECK(at(entries, "4.object").text == "chen");
    CHECK(at(entries, "4.detail.role").text == "security");
    CHECK(at(program.json({"audit", "list", "--action", "token_made"}).json(), "0.object").text == "chen");
    CHECK(program.json({"audit", "list", "--actor", "chen"}).json().items.empty());
    const auto checked = program.json({"audit", "verify"}).json();
    CHECK(at(checked, "ok").boolean);
    CHECK(at(checked, "entries").text == "7");
    CHECK(program.run({"verify"}).status == 0);
}

TEST_CASE("what is answered in text holds no colours and no progress when it is not on a terminal") {
    const auto& program = demo();
    for (const auto& words :
         std::vector<std::vector<std::string>>{{"case", "list"},
                                               {"case", "show", "dz2021-096"},
                                               {"campaign", "board", "qingling-2021"},
                                               {"stats", "--from", "2021-01-01", "--to", "2021-12-31"},
                                               {"verify"}}) {
        const auto outcome = program.run(words);
        CHECK(outcome.status == 0);
        CHECK(outcome.out.find('\033') == std::string::npos);
        CHECK(outcome.err.empty());
    }
}
