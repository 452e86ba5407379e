#include "core/case/event.hpp"
#include "tests/catch.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

// Case c1, settled on 8 March 2021 as the fields say.
Scenario settled(const std::string& fields) {
    Scenario s;
    s.tell("2021-03-01 case.register");
    s.tell("2021-03-02 case.accept");
    s.tell("2021-03-08 case.settle " + fields);
    return s;
}

}  // namespace

TEST_CASE("an agreement is in force when it is made, a written one on the day it names, never earlier") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 case.settle -> wrong_status
        2021-03-02 case.accept
        ! 2021-03-01 case.settle -> before_previous
        ! 2021-03-08 case.settle form=written effective=2021-03-07 -> bad_value
        ! 2021-03-08 case.settle form=oral effective=2021-03-09 -> bad_value
        ! 2021-03-08 case.settle form=oral effective=2021-03-07 -> bad_value
        2021-03-08 case.settle form=written effective=2021-03-10 amount=500.25
        ! 2021-03-09 case.settle -> wrong_status
    )");
    REQUIRE(s.state().agreement() != nullptr);
    CHECK(s.state().agreement()->effective == day("2021-03-10"));
    CHECK(s.state().agreement()->settled == day("2021-03-08"));
    CHECK(s.state().agreement()->amount == Amount{50'025});
    CHECK(settled("form=written").state().agreement()->effective == day("2021-03-08"));
    CHECK(settled("form=oral effective=2021-03-08").state().agreement()->effective == day("2021-03-08"));
    CHECK(settled("form=oral").state().agreement()->all_performed());
}

TEST_CASE("obligations are performed by their number or all that are left") {
    auto s = settled("form=written obligations=2021-03-20,2021-03-30,2021-04-10");
    s.tell(R"(
        ! 2021-03-10 case.perform obligation=0 -> unknown_obligation
        ! 2021-03-10 case.perform obligation=4 -> unknown_obligation
        ! 2021-03-07 case.perform -> before_previous
        2021-03-10 case.perform obligation=2
        ! 2021-03-11 case.perform obligation=2 -> already_done
    )");
    CHECK(event_as<ObligationPerformed>(s.accepted("2021-03-12 case.perform")).obligations == std::vector{1, 3});
    CHECK(s.state().agreement()->all_performed());
    CHECK(s.refused("2021-03-13 case.perform") == "already_done");
    CHECK(s.refused("2021-03-13 case.default") == "already_done");
}

TEST_CASE("a default is recorded, and performance later still counts") {
    auto s = settled("form=written obligations=2021-03-20,2021-03-30");
    s.tell(R"(
        ! 2021-03-21 case.default obligation=3 -> unknown_obligation
        2021-03-21 case.default obligation=1
        2021-03-22 case.default obligation=1
    )");
    CHECK(s.state().agreement()->obligations[0].defaults.size() == 2);
    CHECK(event_as<ObligationDefaulted>(s.accepted("2021-04-01 case.default")).obligations == std::vector{1, 2});
    s.tell("2021-04-02 case.perform");
    CHECK(s.state().agreement()->obligations[0].performed == day("2021-04-02"));
    CHECK(s.refused("2021-04-03 case.default obligation=1") == "already_done");
}

TEST_CASE("performance of an agreement without obligations is recorded once") {
    auto s = settled("form=oral");
    s.tell(R"(
        ! 2021-03-09 case.perform obligation=1 -> unknown_obligation
        2021-03-09 case.perform
        ! 2021-03-10 case.perform -> already_done
    )");
}

TEST_CASE("what follows a settlement needs a settled case") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        2021-03-02 case.accept
        ! 2021-03-03 case.perform -> wrong_status
        ! 2021-03-03 case.default obligation=9 -> wrong_status
        ! 2021-03-03 case.confirm -> wrong_status
        ! 2021-03-03 case.follow_up -> wrong_status
        ! 2021-03-03 case.reopen -> wrong_status
        ! 2021-03-03 case.strike_off -> wrong_status
        ! 2021-03-03 case.archive -> wrong_status
        2021-03-03 case.terminate
        ! 2021-03-03 case.perform -> wrong_status
        ! 2021-03-03 case.confirm -> wrong_status
        2021-03-03 case.follow_up
    )");
    CHECK(s.state().agreement() == nullptr);
}

TEST_CASE("judicial confirmation is applied for within thirty days of effect, each step once") {
    auto s = settled("form=written effective=2021-03-10");  // the last day is Friday, 9 April
    s.tell(R"(
        ! 2021-03-11 case.confirm step=confirmed -> not_applied
        ! 2021-03-11 case.confirm step=dismissed -> not_applied
        ! 2021-03-07 case.confirm step=applied -> before_previous
        ! 2021-04-10 case.confirm step=applied -> confirmation_too_late
        2021-04-09 case.confirm step=applied
        ! 2021-04-09 case.confirm step=applied -> already_done
        ! 2021-04-20 case.confirm step=applied -> already_done
        2021-04-20 case.confirm step=confirmed
        ! 2021-04-20 case.confirm step=confirmed -> already_done
        2021-04-21 case.reopen
        2021-04-22 case.settle form=written
        ! 2021-04-22 case.confirm step=confirmed -> not_applied
        2021-04-22 case.confirm step=applied
        2021-04-23 case.confirm step=dismissed
        ! 2021-04-23 case.confirm step=dismissed -> already_done
    )");
    CHECK(s.state().agreements[0].confirmed == day("2021-04-20"));
    CHECK(s.state().agreements[1].dismissed == day("2021-04-23"));
}

TEST_CASE("the last day for judicial confirmation moves over rest days") {
    auto s = settled("form=written effective=2021-03-11");  // ends on Saturday, 10 April
    s.tell(R"(
        ! 2021-04-13 case.confirm step=applied -> confirmation_too_late
        2021-04-12 case.confirm step=applied
    )");
}

TEST_CASE("a follow-up changes no status by itself") {
    auto s = settled("form=oral");
    s.tell(R"(
        ! 2021-03-07 case.follow_up -> before_previous
        2021-03-10 case.follow_up result=relapsed
        2021-03-11 case.follow_up result=unsettled
        2021-03-12 case.follow_up result=kept
    )");
    CHECK(s.state().status == Status::settled);
    CHECK(s.state().agreement()->first_follow_up == day("2021-03-10"));
    CHECK(s.state().agreement()->kept);
}

TEST_CASE("a case comes back on the rung where it stood, or another, and its marks end") {
    auto s = settled("form=oral");
    s.tell(R"(
        2021-03-09 case.follow_up
        2021-03-09 case.strike_off
        2021-03-09 case.paper kind=rights_notice
        2021-03-09 case.paper kind=identity
        2021-03-09 case.archive
        ! 2021-03-08 case.reopen -> before_previous
        2021-03-10 case.reopen
    )");
    CHECK(s.state().status == Status::mediating);
    CHECK_FALSE(s.state().struck_off.has_value());
    CHECK_FALSE(s.state().archived.has_value());
    CHECK(s.state().stage() == Stage::assigned_mediation);
    CHECK(s.state().reopened == 1);
    s.tell(R"(
        2021-03-11 case.escalate to=town_mediation
        2021-03-12 case.terminate
        2021-03-13 case.reopen
        ? 2021-03-13 stage#4 2021-04-12 open
        2021-03-14 case.settle
        2021-03-15 case.reopen stage=elders_hearing
    )");
    CHECK(s.state().stage() == Stage::elders_hearing);
    CHECK(s.state().reopened == 3);
    // Each agreement remembers its own reopening, not a later one from a termination.
    CHECK(s.state().agreements.at(0).reopened == day("2021-03-10"));
    CHECK(s.state().agreements.at(1).reopened == day("2021-03-15"));
}

TEST_CASE("a settled case is struck off when all is performed and a follow-up found it kept") {
    auto s = settled("form=written obligations=2021-03-20,2021-03-30");
    s.tell(R"(
        ! 2021-03-09 case.strike_off -> not_performed
        2021-03-10 case.perform obligation=1
        2021-03-10 case.follow_up result=kept
        ! 2021-03-10 case.strike_off -> not_performed
        2021-03-11 case.perform
        ! 2021-03-10 case.strike_off -> before_previous
        2021-03-11 case.strike_off
        ! 2021-03-12 case.strike_off -> already_done
    )");
    CHECK(s.state().struck_off == day("2021-03-11"));
    CHECK(s.state().status == Status::settled);
}

TEST_CASE("only a follow-up since the last settlement that found it kept lets a case be struck off") {
    auto s = settled("form=oral");
    s.tell(R"(
        ! 2021-03-09 case.strike_off -> no_follow_up_kept
        2021-03-09 case.follow_up result=unsettled
        ! 2021-03-09 case.strike_off -> no_follow_up_kept
        2021-03-10 case.follow_up result=kept
        2021-03-11 case.reopen
        2021-03-12 case.settle
        ! 2021-03-12 case.strike_off -> no_follow_up_kept
        2021-03-13 case.follow_up result=kept
        2021-03-13 case.strike_off
    )");
}

TEST_CASE("a terminated case is struck off, its routes having been told") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        2021-03-02 case.accept
        2021-03-03 case.terminate
        2021-03-04 case.strike_off
        ! 2021-03-05 case.strike_off -> already_done
    )");
}

TEST_CASE("a paper is put into the file of a case in any status") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=c1
        2021-03-01 case.register case=c2
        2021-03-01 case.paper case=c1 kind=application note=原件 file=a1
        ! 2021-02-28 case.paper case=c1 -> before_previous
        ! 2021-03-01 case.paper case=c9 -> unknown_case
        2021-03-02 case.merge case=c1 into=c2
        2021-03-03 case.paper case=c1 kind=file_note
        2021-03-03 case.refuse case=c2
        2021-03-03 case.paper case=c2 kind=file_note
    )");
    REQUIRE(s.state().papers.size() == 2);
    CHECK(s.state().papers[0] == FiledPaper{PaperKind::application, day("2021-03-01"), "原件", "a1"});
}

TEST_CASE("a written agreement's file needs notice of rights, identity papers and the agreement") {
    auto s = settled("form=written");
    s.tell(R"(
        ! 2021-03-09 case.archive -> papers_missing
        2021-03-09 case.paper kind=rights_notice
        ! 2021-03-09 case.archive -> papers_missing
        2021-03-09 case.paper kind=identity
        ! 2021-03-09 case.archive -> papers_missing
        2021-03-09 case.paper kind=agreement
        ! 2021-03-08 case.archive -> before_previous
        2021-03-10 case.archive
        ! 2021-03-11 case.archive -> already_done
    )");
    CHECK(s.state().archived == day("2021-03-10"));
}

TEST_CASE("what a file needs depends on the parties, the form and how the case ended") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=bodies parties=AR
        2021-03-02 case.accept case=bodies
        2021-03-03 case.settle case=bodies form=oral
        ! 2021-03-04 case.archive case=bodies -> papers_missing
        2021-03-04 case.paper case=bodies kind=rights_notice
        2021-03-04 case.archive case=bodies

        2021-03-01 case.register case=ended parties=Ar
        2021-03-02 case.accept case=ended
        2021-03-03 case.terminate case=ended
        2021-03-04 case.paper case=ended kind=rights_notice
        ! 2021-03-04 case.archive case=ended -> papers_missing
        2021-03-04 case.paper case=ended kind=identity
        2021-03-04 case.archive case=ended

        2021-03-01 case.register case=turned-away
        2021-03-02 case.refuse case=turned-away
        2021-03-02 case.archive case=turned-away

        2021-03-01 case.register case=taken-back
        2021-03-02 case.withdraw case=taken-back
        2021-03-02 case.archive case=taken-back

        2021-03-01 case.register case=merged
        2021-03-01 case.register case=pending
        ! 2021-03-02 case.archive case=pending -> wrong_status
        2021-03-02 case.merge case=merged into=pending
        ! 2021-03-02 case.archive case=merged -> wrong_status
    )");
}
