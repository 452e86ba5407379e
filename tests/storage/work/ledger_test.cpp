// Units of work: ids given once, refusals that leave nothing, several connections.
#include "storage/work/ledger.hpp"

#include "core/case/command.hpp"
#include "storage/rows/case_reader.hpp"
#include "storage/rows/statistics.hpp"
#include "storage/work/upkeep.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;

std::int64_t events(TemporaryStore& kept) { return kept.store().head().position; }

RegisterCase nameless() {
    auto out = case_in(the_village, "");
    out.case_id.reset();
    return out;
}

IssueSupervision notice_on(const std::string& case_id) {
    return {{case_id}, Grade::yellow, "限期办结", date("2021-04-01"), {}};
}

}  // namespace

TEST_CASE("a repeated id is answered as the first time, whatever it carries", "[storage][ledger]") {
    TemporaryStore kept;
    kept.found_office();
    const auto first = kept.apply(nameless(), "2021-03-01", Id{"phone-1"});
    REQUIRE(first.made);
    CHECK(!first.repeated);
    const auto count = events(kept);
    const auto check_repeated = [&](const Result<Applied>& again) {
        REQUIRE(again);
        CHECK(again->repeated);
        CHECK(again->position == first.position);
        CHECK(again->version == first.version);
        CHECK(again->event == "CaseRegistered");
        CHECK(again->case_id == first.case_id);
        REQUIRE(again->made);
        CHECK(again->made->kind == "case");
        CHECK(again->made->id == first.made->id);
        CHECK(events(kept) == count);
    };
    check_repeated(kept.give(nameless(), "2021-03-01", Id{"phone-1"}));
    check_repeated(kept.give(RecordScreening{the_village, {}}, "2021-03-02", Id{"phone-1"}));
    check_repeated(kept.give(AcceptCase{{"unknown"}, {}, {}, {}, {}}, "2021-03-02", Id{"phone-1"}));
    kept.close();
    kept.open();
    check_repeated(kept.give(nameless(), "2021-03-01", Id{"phone-1"}));
}

TEST_CASE("an id repeated within one unit of work is answered as the first time", "[storage][ledger]") {
    TemporaryStore kept;
    kept.found_office();
    const auto unit = begin_unit(kept.store(), date("2021-03-01"));
    const auto first = unit->execute(nameless(), envelope_of("2021-03-01", Id{"a"}));
    const auto again = unit->execute(nameless(), envelope_of("2021-03-01", Id{"a"}));
    REQUIRE((first && again));
    CHECK(again->repeated);
    CHECK(again->case_id == first->case_id);
    unit->commit();
    CHECK(!verify(kept.store(), {}).fault);
}

TEST_CASE("a repeated command that named its own case is not said to have made one", "[storage][ledger]") {
    TemporaryStore kept;
    kept.found_office();
    for (const std::string id : {"case-77", "mine"}) {
        const auto first = kept.apply(case_in(the_village, id), "2021-03-01", Id{"id of " + id});
        const auto again = kept.apply(case_in(the_village, id), "2021-03-01", Id{"id of " + id});
        CHECK(!first.made);
        CHECK(again.repeated);
        CHECK(!again.made);
    }
}

TEST_CASE("a refused command leaves its id free and nothing behind", "[storage][ledger]") {
    TemporaryStore kept;
    kept.found_office();
    const auto count = events(kept);
    const auto before = derived_rows(kept.store());
    const auto refused = kept.give(AcceptCase{{"c1"}, {{"m1"}}, {}, {}, {}}, "2021-03-01", Id{"x"});
    REQUIRE(!refused);
    CHECK(refused.refusal().code == "unknown_case");
    CHECK(events(kept) == count);
    CHECK(derived_rows(kept.store()) == before);
    CHECK(!kept.apply(case_in(the_village, "c1"), "2021-03-01", Id{"x"}).repeated);
}

TEST_CASE("ids made by the system are unused ones, also where clients have taken the next", "[storage][ledger]") {
    TemporaryStore kept;
    kept.found_office();
    for (int i = 1; i <= 6; ++i) {
        const auto taken = "case-" + std::to_string(2 * i);
        kept.apply(case_in(the_village, taken), "2021-03-01");
    }
    std::set<std::string> ids;
    for (int i = 0; i < 12; ++i) {
        const auto made = kept.apply(nameless(), "2021-03-01").made;
        REQUIRE(made);
        CHECK(ids.insert(made->id.text).second);
    }
    for (const auto& id : ids) CHECK(CaseReader{kept.store(), date("2021-03-01")}.find({id}, Explain::no));

    auto named = notice_on("case-2");
    named.notice = Id{"notice-2"};
    kept.apply(named, "2021-03-02");
    HoldConsultation held{the_town, {}, {}, Id{"consultation-2"}};
    kept.apply(held, "2021-03-02");
    held.consultation.reset();
    std::set<std::string> others{"notice-2", "consultation-2"};
    for (int i = 0; i < 3; ++i) {
        CHECK(others.insert(kept.apply(notice_on("case-2"), "2021-03-02").made->id.text).second);
        CHECK(others.insert(kept.apply(held, "2021-03-02").made->id.text).second);
    }
}

TEST_CASE("a unit of work that is given up leaves no trace, nor does its policy", "[storage][ledger]") {
    TemporaryStore kept;
    kept.found_office();
    kept.apply(case_in(the_village, "c1"), "2021-03-01");
    const auto before = derived_rows(kept.store());
    const auto due = [&] {
        return CaseReader{kept.store(), date("2021-03-01")}.find({"c1"}, Explain::no)->deadlines.at(0).due;
    };
    const Date first_due = due();
    {
        const auto unit = begin_unit(kept.store(), date("2021-03-02"));
        auto policy = default_policy();
        policy.version = 2;
        policy.clocks.accept.working_days = 20;
        REQUIRE(unit->execute(SetPolicy{date("2021-01-01"), policy}, envelope_of("2021-03-02")));
        REQUIRE(unit->execute(AcceptCase{{"c1"}, {{"m1"}}, {}, {}, {}}, envelope_of("2021-03-02")));
        CHECK(due() > first_due);
    }
    CHECK(due() == first_due);
    CHECK(derived_rows(kept.store()) == before);
    CHECK(kept.apply(AcceptCase{{"c1"}, {{"m1"}}, {}, {}, {}}, "2021-03-02").version == 2);
    CHECK(!verify(kept.store(), {}).fault);
}

TEST_CASE("what another connection has written is seen by the next unit of work", "[storage][ledger]") {
    TemporaryStore kept;
    kept.found_office();
    kept.apply(case_in(the_village, "c1"), "2021-03-01");
    Store other{kept.file()};
    const auto give_there = [&](const Command& command, const std::string& at) {
        const auto unit = begin_unit(other, date(at));
        auto answer = unit->execute(command, envelope_of(at));
        unit->commit();
        return answer;
    };
    REQUIRE(give_there(AcceptCase{{"c1"}, {{"m1"}}, {}, {}, {}}, "2021-03-02"));
    const auto refused = kept.give(AcceptCase{{"c1"}, {{"m1"}}, {}, {}, {}}, "2021-03-03");
    REQUIRE(!refused);
    CHECK(refused.refusal().code == "wrong_status");
    CHECK(kept.apply(HoldSession{{"c1"}, "村部", "记录", {}}, "2021-03-03").version == 3);
    REQUIRE(give_there(WithdrawCase{{"c1"}, "自行和解"}, "2021-03-04"));
    CHECK(!kept.give(HoldSession{{"c1"}, "村部", "记录", {}}, "2021-03-04"));
    CHECK(!verify(kept.store(), {}).fault);
}

TEST_CASE("a cut-off within a day sees the town in which a case then was", "[storage][ledger]") {
    TemporaryStore kept{2};
    kept.found_office();
    const Division other_town{350305102000};
    const auto registered = kept.apply(case_in(the_village, "c1"), "2021-03-01");
    CorrectCase correction{{"c1"}, {}, "登记有误"};
    correction.set.division = Division{350305102201};
    kept.apply(correction, "2021-03-01");
    StatsQuery query{date("2021-01-01"), date("2021-12-31"), date("2021-12-31"), registered.position, the_town, {}};
    CHECK(statistics(kept.store(), query).value("screened") == 1);
    query.area = other_town;
    CHECK(statistics(kept.store(), query).value("screened") == 0);
    query.cut_off = INT64_MAX;
    CHECK(statistics(kept.store(), query).value("screened") == 1);
    query.area = the_town;
    CHECK(statistics(kept.store(), query).value("screened") == 0);
    const auto before = derived_rows(kept.store());
    rebuild(kept.store(), {});
    CHECK(derived_rows(kept.store()) == before);
}

TEST_CASE("case numbers and notice numbers count up by organisation, town and year and are never reused",
          "[storage][ledger]") {
    TemporaryStore kept;
    kept.found_office();
    const auto number_of = [&](const std::string& id) {
        return CaseReader{kept.store(), date("2022-12-31")}.find({id}, Explain::no)->state.number;
    };
    for (int i = 1; i <= 3; ++i) {
        const auto id = "c" + std::to_string(i);
        kept.apply(case_in(the_village, id), "2021-03-01");
        kept.apply(AcceptCase{{id}, {{"m1"}}, {}, {}, {}}, "2021-03-02");
    }
    kept.apply(WithdrawCase{{"c3"}, "撤回"}, "2021-03-03");
    rebuild(kept.store(), {});
    kept.close();
    kept.open();
    kept.apply(case_in(the_village, "c4"), "2021-03-04");
    kept.apply(AcceptCase{{"c4"}, {{"m1"}}, {}, {}, {}}, "2021-03-04");
    kept.apply(case_in(the_village, "c5"), "2022-01-04");
    kept.apply(AcceptCase{{"c5"}, {{"m1"}}, {}, {}, {}}, "2022-01-04");
    CHECK(number_of("c1").find("第1号") != std::string::npos);
    CHECK(number_of("c4").find("第4号") != std::string::npos);
    CHECK(number_of("c5").find("（2022）") == 0);
    CHECK(number_of("c5").find("第1号") != std::string::npos);
}
