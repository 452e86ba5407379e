#include "api/papers/ledger_reader.hpp"
#include "api/papers/ledger_writer.hpp"
#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/case/evolve.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;

namespace {

class Names final : public LedgerDirectory {
public:
    std::optional<Division> division_named(const std::string& name) override {
        if (name == "苏田村") return Division{350305101211};
        return std::nullopt;
    }
    std::optional<Id> organisation_named(const std::string& name) override {
        if (name == "苏田村人民调解委员会") return Id{"org-sutian"};
        return std::nullopt;
    }
    std::optional<Id> organisation_of(Division division) override {
        if (division.code == 350305101211) return Id{"org-sutian"};
        return std::nullopt;
    }
    std::optional<Id> mediator_named(const std::string& name, const Id& org, Date) override {
        if (name == "陈建国" && org.text == "org-sutian") return Id{"m1"};
        return std::nullopt;
    }
};

LedgerCells plain_row() {
    LedgerCells row;
    cell(row, LedgerColumn::registered) = "2021/3/5";
    cell(row, LedgerColumn::division_name) = "苏田村";
    cell(row, LedgerColumn::type) = "邻里纠纷";
    cell(row, LedgerColumn::applicants) = "林阿水、陈小花";
    cell(row, LedgerColumn::respondents) = "木制品厂（单位）";
    cell(row, LedgerColumn::summary) = "檐口滴水";
    return row;
}

Result<std::vector<ReadCommand>> commands(const LedgerCells& row) {
    Names names;
    return commands_of_row(row, {"导入员", "imp-1"}, names);
}

std::vector<ReadCommand> good(const LedgerCells& row) {
    auto out = commands(row);
    if (!out) FAIL(out.refusal().code + " " + out.refusal().field + " " + out.refusal().message);
    return *std::move(out);
}

std::string refused(const LedgerCells& row) {
    const auto out = commands(row);
    return out ? std::string{} : out.refusal().code + " " + out.refusal().field;
}

std::string refused_with(LedgerColumn column, const std::string& text) {
    auto row = plain_row();
    cell(row, column) = text;
    return refused(row);
}

LedgerCells settled_row() {
    auto row = plain_row();
    cell(row, LedgerColumn::accepted) = "2021-03-06";
    cell(row, LedgerColumn::mediator_names) = "陈建国";
    cell(row, LedgerColumn::stage) = "村民评议";
    cell(row, LedgerColumn::status) = "已化解";
    cell(row, LedgerColumn::settled) = "2021年3月20日";
    cell(row, LedgerColumn::form) = "书面";
    cell(row, LedgerColumn::terms) = "改装檐沟";
    cell(row, LedgerColumn::agreed_amount) = "1,200.50元";
    cell(row, LedgerColumn::follow_up) = "2021.4.1";
    cell(row, LedgerColumn::follow_up_result) = "协议得到遵守";
    cell(row, LedgerColumn::struck_off) = "2021-04-02";
    return row;
}

}  // namespace

TEST_CASE("a row is registered with what it says") {
    const auto made = good(plain_row());
    REQUIRE(made.size() == 1);
    const auto& c = std::get<RegisterCase>(made.front().command);
    CHECK(c.case_id == Id{"imp-1"});
    CHECK(c.org == Id{"org-sutian"});
    CHECK(c.division.code == 350305101211);
    CHECK(c.type == DisputeType::neighbour);
    CHECK(c.source == Source::application);
    REQUIRE(c.parties.size() == 3);
    CHECK(c.parties[1].name == "陈小花");
    CHECK(c.parties[2].name == "木制品厂");
    CHECK(c.parties[2].kind == PartyKind::body);
    CHECK(made.front().envelope.at.text == "2021-03-05");
    CHECK(made.front().envelope.by == "导入员");
    CHECK(made.front().envelope.id == Id{"imp-1-1"});
}

TEST_CASE("a row becomes the commands that its dates speak of") {
    const auto made = good(settled_row());
    std::string names;
    for (const auto& each : made)
        names += std::string{std::visit([](const auto& c) { return c.do_name; }, each.command)} + " " +
                 each.envelope.at.text + "\n";
    CHECK(names ==
          "case.register 2021-03-05\ncase.accept 2021-03-06\ncase.settle 2021-03-20\n"
          "case.follow_up 2021-04-01\ncase.strike_off 2021-04-02\n");
    CHECK(std::get<AcceptCase>(made[1].command).mediators == std::vector<Id>{{"m1"}});
    CHECK(std::get<AcceptCase>(made[1].command).stage == Stage::villagers_review);
    CHECK(std::get<SettleCase>(made[2].command).amount == Amount{120050});
}

TEST_CASE("refusal, termination and withdrawal need their reasons") {
    auto row = plain_row();
    cell(row, LedgerColumn::refused) = "2021-03-08";
    CHECK(refused(row) == "missing_field 原因");
    cell(row, LedgerColumn::reason) = "已起诉";
    CHECK(refused(row) == "missing_field 告知途径");
    cell(row, LedgerColumn::routes) = "向法院起诉；信访";
    CHECK(std::get<RefuseCase>(good(row).back().command).routes == std::vector<Route>{Route::court, Route::petition});
    cell(row, LedgerColumn::routes) = "上网";
    CHECK(refused(row) == "bad_value 告知途径");
}

TEST_CASE("a state that the dates do not lead to is refused") {
    CHECK(refused_with(LedgerColumn::status, "已化解") == "bad_value 状态");
    CHECK(refused_with(LedgerColumn::status, "已登记").empty());
    auto row = settled_row();
    cell(row, LedgerColumn::status) = "调解中";
    CHECK(refused(row) == "bad_value 状态");
}

TEST_CASE("a bad cell is named by its column") {
    CHECK(refused_with(LedgerColumn::registered, "去年三月") == "bad_value 登记日期");
    CHECK(refused_with(LedgerColumn::registered, "2021-02-30") == "bad_value 登记日期");
    CHECK(refused_with(LedgerColumn::registered, "") == "missing_field 登记日期");
    CHECK(refused_with(LedgerColumn::type, "吵架") == "bad_value 纠纷类型");
    CHECK(refused_with(LedgerColumn::division_name, "无此村") == "unknown_division 村（社区）");
    CHECK(refused_with(LedgerColumn::division, "123") == "bad_value 区划代码");
    CHECK(refused_with(LedgerColumn::org_name, "无此组织") == "unknown_organisation 调解组织");
    CHECK(refused_with(LedgerColumn::amount, "1.234") == "amount_decimals 涉及金额（元）");
    CHECK(refused_with(LedgerColumn::amount, "五万") == "bad_value 涉及金额（元）");
    CHECK(refused_with(LedgerColumn::amount, "1.2万") == "bad_value 涉及金额（元）");
    CHECK(refused_with(LedgerColumn::people, "3.5") == "bad_value 涉及人数");
    CHECK(refused_with(LedgerColumn::people, "3人").empty());
    CHECK(refused_with(LedgerColumn::major, "也许") == "bad_value 重大纠纷");
    CHECK(refused_with(LedgerColumn::summary, "") == "missing_field 纠纷概况");
    CHECK(refused_with(LedgerColumn::accepted, "2021-03-06") == "missing_field 调解员");
    auto row = settled_row();
    cell(row, LedgerColumn::mediator_names) = "无此人";
    CHECK(refused(row) == "unknown_mediator 调解员");
    cell(row, LedgerColumn::mediator_names) = "陈建国";
    cell(row, LedgerColumn::form) = "";
    CHECK(refused(row) == "missing_field 协议形式");
}

TEST_CASE("texts and identity numbers obey the limits of commands") {
    CHECK(refused_with(LedgerColumn::case_id, "有 空格") == "bad_value case");
    CHECK(refused_with(LedgerColumn::applicant_ids, "11010519491231002X；").empty());
    CHECK(refused_with(LedgerColumn::applicant_ids, "110105194912310021；") == "id_number parties[0].id_number");
    CHECK(refused_with(LedgerColumn::applicant_ids, "11010519491231002X") == "bad_value 申请人证件号码");
    CHECK(refused_with(LedgerColumn::summary, std::string(30'000, 'x')) == "bad_value summary");
}

TEST_CASE("headings are found by their names and common synonyms") {
    CHECK(parse_heading("登记日期") == LedgerColumn::registered);
    CHECK(parse_heading(" 申请时间 ") == LedgerColumn::registered);
    CHECK(parse_heading("涉及金额(元)") == LedgerColumn::amount);
    CHECK(parse_heading("案情\n简介") == LedgerColumn::summary);
    CHECK_FALSE(parse_heading("备注"));
    for (std::size_t i = 0; i < ledger_columns; ++i) {
        const auto column = static_cast<LedgerColumn>(i);
        CHECK(parse_heading(heading(column)) == column);
    }
}

TEST_CASE("a heading line says what is missing, what is twice and what is not known") {
    const auto header = LedgerHeader::read({"序号", "申请日期", "类型", "案情简介", "村居"});
    REQUIRE(header);
    CHECK(header->ignored() == std::vector<std::string>{"序号"});
    const auto row = header->arrange({"1", " 2021-03-05 ", "邻里", "'=1+1\r\n二", ""});
    CHECK(cell(row, LedgerColumn::registered) == "2021-03-05");
    CHECK(cell(row, LedgerColumn::summary) == "=1+1\n二");
    CHECK(LedgerHeader::read({"类型", "案情简介", "村居"}).refusal().field == "登记日期");
    CHECK(LedgerHeader::read({"登记日期", "类型", "案情简介"}).refusal().field == "村（社区）");
    CHECK(LedgerHeader::read({"登记日期", "申请日期", "类型", "案情简介", "村居"}).refusal().field == "登记日期");
}

TEST_CASE("a case is written as a row and read as the commands that made it") {
    const auto made = good(settled_row());
    CaseState state;
    std::vector<Recorded> events;
    // Only what the row needs: the events that these commands make.
    const auto& first = std::get<RegisterCase>(made[0].command);
    const auto& settle = std::get<SettleCase>(made[2].command);
    const std::vector<Event> happened{
        CaseRegistered{*first.case_id, first.org, first.division, first.type, first.source, first.summary,
                       first.parties, first.amount, first.people, false},
        CaseAccepted{
            *first.case_id, "（2021）苏田民调字第1号", {{"m1"}}, std::nullopt, Stage::villagers_review, "重大"},
        AgreementReached{*first.case_id, settle.form, settle.terms, settle.amount, {}, Date::of(2021, 3, 20)},
        FollowUpMade{*first.case_id, FollowUpResult::kept, std::nullopt},
        FollowUpMade{*first.case_id, FollowUpResult::unsettled, std::nullopt},
        CaseStruckOff{*first.case_id}};
    const std::vector<std::string> days{"2021-03-05", "2021-03-06", "2021-03-20",
                                        "2021-04-01", "2021-04-02", "2021-04-02"};
    for (std::size_t i = 0; i < happened.size(); ++i) {
        Recorded recorded;
        recorded.version = static_cast<std::int64_t>(i) + 1;
        recorded.at = *At::parse(days[i]);
        recorded.event = happened[i];
        events.push_back(recorded);
        evolve(state, recorded);
    }
    auto row = ledger_row(state, events,
                          {[](Division) { return std::string{"苏田村委会"}; },
                           [](const Id&) { return std::string{"苏田村人民调解委员会"}; },
                           [](const Id&) { return std::string{"陈建国"}; }});
    CHECK(cell(row, LedgerColumn::number) == "（2021）苏田民调字第1号");
    CHECK(cell(row, LedgerColumn::applicants) == "林阿水；陈小花");
    CHECK(cell(row, LedgerColumn::respondents) == "木制品厂（单位）");
    CHECK(cell(row, LedgerColumn::agreed_amount) == "1200.5");
    CHECK(cell(row, LedgerColumn::follow_up) == "2021-04-01");
    const auto again = good(row);
    REQUIRE(again.size() == made.size());
    for (std::size_t i = 0; i < made.size(); ++i)
        CHECK(write_command(again[i].command, again[i].envelope) == write_command(made[i].command, made[i].envelope));
}
