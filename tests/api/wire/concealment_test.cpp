#include "api/wire/concealment.hpp"

#include "api/wire/event_to_command.hpp"
#include "core/case/event.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;

namespace {

Party person(Side side, const std::string& name, std::optional<Date> birth = std::nullopt) {
    Party out;
    out.side = side;
    out.name = name;
    out.id_number = "11010519491231002X";
    out.phone = "19900000001";
    out.address = "营边社区1号";
    out.birth = birth;
    return out;
}

Recorded registered(std::vector<Party> parties) {
    CaseRegistered e;
    e.case_id = {"c1"};
    e.summary = "林小明的父亲陈建国要求赔偿";
    e.parties = std::move(parties);
    Recorded out;
    out.at = At::of(Date::of(2021, 5, 1));
    out.event = std::move(e);
    return out;
}

std::string line_of(const Recorded& recorded) {
    const auto read = command_of(recorded);
    return write_command(read.command, read.envelope);
}

}  // namespace

TEST_CASE("nothing personal is left in an event") {
    Concealer concealer;
    auto event =
        registered({person(Side::applicant, "林小明", Date::of(2012, 1, 1)), person(Side::respondent, "陈建国")});
    concealer.conceal(event);
    const auto line = line_of(event);
    INFO(line);
    for (const auto* gone : {"林小明", "11010519491231002X", "19900000001", "1号", "2012-01-01"})
        CHECK(line.find(gone) == std::string::npos);
    CHECK(line.find("未成年人的父亲陈建国要求赔偿") != std::string::npos);
    CHECK(line.find(R"("name":"未成年人")") != std::string::npos);
}

TEST_CASE("a child's name is gone from later events of the case only") {
    Concealer concealer;
    auto first = registered({person(Side::applicant, "林小明", Date::of(2012, 1, 1))});
    concealer.conceal(first);
    Recorded session;
    session.event = SessionHeld{{"c1"}, "村部", "林小明在场，林小明未发言", {"林小明", "陈建国"}};
    concealer.conceal(session);
    CHECK(std::get<SessionHeld>(session.event).notes == "未成年人在场，未成年人未发言");
    CHECK(std::get<SessionHeld>(session.event).present == std::vector<std::string>{"未成年人", "陈建国"});
    Recorded other;
    other.event = SessionHeld{{"c2"}, "村部", "林小明", {}};
    concealer.conceal(other);
    CHECK(std::get<SessionHeld>(other.event).notes == "林小明");
    Recorded consultation;
    consultation.event =
        ConsultationHeld{{"h"}, {}, {}, {{{"c1"}, "走访林小明家", {}, {}}, {{"c2"}, "走访林小明家", {}, {}}}};
    concealer.conceal(consultation);
    CHECK(std::get<ConsultationHeld>(consultation.event).items[0].decision == "走访未成年人家");
    CHECK(std::get<ConsultationHeld>(consultation.event).items[1].decision == "走访林小明家");
}

TEST_CASE("a birth learnt later hides the name given before") {
    auto first = registered({person(Side::applicant, "林小明")});
    Recorded correction;
    correction.at = At::of(Date::of(2021, 6, 1));
    CaseCorrected corrected;
    corrected.case_id = {"c1"};
    corrected.set.parties = {person(Side::applicant, "林小明", Date::of(2012, 1, 1))};
    correction.event = corrected;
    Concealer concealer;
    concealer.learn(correction);
    concealer.conceal(first);
    CHECK(line_of(first).find("林小明") == std::string::npos);
}

TEST_CASE("a mediator's phone is personal") {
    Concealer concealer;
    Recorded appointed;
    appointed.event = MediatorAppointed{{"m1"}, "陈建国", {"dz"}, false, "19900000001"};
    concealer.conceal(appointed);
    CHECK_FALSE(std::get<MediatorAppointed>(appointed.event).phone);
}
