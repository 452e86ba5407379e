#include "random_history.hpp"

#include <algorithm>

#include "core/case/command.hpp"
#include "lines.hpp"

namespace tiaojie::test {
namespace {

constexpr int villages_a_town = 4;

// The organisations of a town: one committee a village, the town's own, a regional body.
Id village_org(Division village) { return {"org-" + village.text().substr(6)}; }
Id town_org(Division village) { return {"org-" + village.town().text().substr(6)}; }

Stage rung(int n) { return static_cast<Stage>(n); }

}  // namespace

std::uint64_t Chance::next() {
    state_ += 0x9E3779B97F4A7C15u;
    auto z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

std::vector<DivisionName> RandomHistory::divisions(int towns) {
    std::vector<DivisionName> out{{{350305000000}, "秀屿区"}};
    for (int t = 0; t < towns; ++t) {
        const Division town{350305101000 + 1000 * t};
        out.push_back({town, t == 0 ? "东庄镇" : "第" + std::to_string(t) + "镇"});
        for (int v = 0; v < villages_a_town; ++v)
            out.push_back({{town.code + 201 + v}, "第" + std::to_string(v) + "村委会"});
    }
    return out;
}

RandomHistory::RandomHistory(std::uint64_t seed, HistoryOptions options)
    : seed_(seed),
      options_(options),
      chance_(seed * 7919 + 17),
      office_(divisions(options.towns)),
      today_(Date::of(2021, 1, 4)),
      last_day_(today_) {
    office_.policies.set(Date::of(2020, 1, 1), default_policy());
    office_.calendar.load(calendar_of_data());
    std::vector<Command> all;
    for (const auto& [division, name] : divisions(options.towns)) {
        const auto code = division.text().substr(6);
        if (division.level() == Level::town) {
            all.push_back(FoundOrganisation{town_org(division), name + "调委会", OrganisationKind::town, division, {}});
            all.push_back(FoundOrganisation{
                {"reg-" + code}, name + "区域调委会", OrganisationKind::regional, division, "区域" + code});
            all.push_back(AppointMediator{{"mt-" + code}, "镇调解员", town_org(division), true, {}});
        }
        if (division.level() != Level::village) continue;
        villages_.push_back(division);
        all.push_back(
            FoundOrganisation{village_org(division), name + "调委会", OrganisationKind::village, division, {}});
        for (int i = 1; i <= 2; ++i)
            all.push_back(
                AppointMediator{{"mv-" + code + "-" + std::to_string(i)}, "调解员", village_org(division), {}, {}});
        all.push_back(SetRepresentatives{division, 30});
    }
    for (int i = 1; i <= 5; ++i) all.push_back(EnrolElder{{"e-" + std::to_string(i)}, "乡贤", villages_.front()});
    first_.assign(all.rbegin(), all.rend());
}

// --- pieces

Division RandomHistory::some_village() { return chance_.of(villages_); }

Division RandomHistory::some_division() {
    if (slip(30)) return {350399001001};
    if (chance_.one_in(12)) return some_village().town();
    return some_village();
}

Id RandomHistory::some_mediator() { return slip(40) ? Id{"m-nobody"} : chance_.of(office_.mediators()); }

std::vector<Id> RandomHistory::some_mediators() {
    std::vector<Id> out;
    if (slip(40)) return out;
    for (int i = 1 + chance_.below(2); i > 0; --i) out.push_back(some_mediator());
    return out;
}

Id RandomHistory::some_elder() { return chance_.of(office_.elders()); }

std::vector<Party> RandomHistory::some_parties() {
    std::vector<Party> out;
    for (int i = 2 + chance_.below(2); i > 0; --i) {
        const Side side = i == 1 || slip(40) ? Side::respondent : Side::applicant;
        out.push_back({.side = side, .kind = chance_.one_in(4) ? PartyKind::body : PartyKind::person, .name = "某人"});
    }
    return out;
}

// --- when

At RandomHistory::moment(Date day) {
    if (chance_.one_in(2)) return At::of(day);
    const auto two = [](int n) { return std::string{n < 10 ? "0" : ""} + std::to_string(n); };
    // Named first, so that every compiler draws them in this order.
    const bool in_utc = chance_.one_in(4);
    const int hour = chance_.below(in_utc ? 10 : 24);
    const int minute = chance_.below(60);
    const auto time = day.text() + "T" + two(hour) + ":" + two(minute) + ":00";
    return At::parse(time + (in_utc ? "Z" : "+08:00")).value();  // the same day in UTC+8 either way
}

At RandomHistory::when_for(const Command& command) {
    if (slip(60)) return moment(today_ + 1);
    Date earliest = today_ - chance_.below(10);
    if (const auto id = case_of(command))
        if (const auto state = office_.case_state(*id)) {
            earliest = state->last_at.day;
            // A late step mostly follows the one before it closely.
            if (chance_.one_in(2)) return moment(std::min(today_, earliest + chance_.below(4)));
        }
    if (slip(40)) return moment(earliest - 1);
    return chance_.one_in(4) ? moment(std::max(earliest, today_ - chance_.below(15))) : moment(today_);
}

// --- commands

Command RandomHistory::for_office() {
    const Division village = some_division();
    const auto number = std::to_string(++named_);
    switch (chance_.below(12)) {
        case 0:
            return FoundOrganisation{{"body-" + number},
                                     "新组织",
                                     chance_.one_in(2) ? OrganisationKind::regional : OrganisationKind::trade,
                                     village.town(),
                                     "新" + number};
        case 1:
            return DissolveOrganisation{chance_.one_in(3) ? village_org(village)
                                                          : Id{"reg-" + village.town().text().substr(6)}};
        case 2:
        case 3:
            return AppointMediator{slip(5) ? some_mediator() : Id{"mx-" + number},
                                   "新调解员",
                                   village_org(village),
                                   chance_.one_in(3),
                                   {}};
        case 4:
            return RemoveMediator{some_mediator(), "离任"};
        case 5:
        case 6:
            return EnrolElder{chance_.one_in(3) ? some_elder() : Id{"e-" + number}, "乡贤", village};
        case 7:
            return RetireElder{some_elder(), {}};
        case 8:
            return SetRepresentatives{village, 20 + chance_.below(20)};
        case 9:
            if (options_.changes_policy) {
                SetPolicy out{today_ - 30 + chance_.below(60), default_policy()};
                out.policy.version = 1 + named_;
                out.policy.clocks.stage.assigned_mediation.days = 5 + chance_.below(20);
                out.policy.clocks.overall.days = 20 + chance_.below(30);
                return out;
            }
            return RecordScreening{village, {}};
        case 10:
            if (options_.loads_calendar) {
                CalendarNotice notice;
                for (int i = 0; i < 5; ++i) notice.days[today_ + chance_.below(40)] = {DayType::off, "放假", {}};
                return LoadCalendar{std::move(notice)};
            }
            return RecordScreening{village, {}};
        default:
            return RecordScreening{village, "零报告"};
    }
}

Command RandomHistory::for_notices() {
    const auto& cases = office_.cases();
    const Id case_id = cases.empty() || slip(30) ? Id{"nothing"} : chance_.of(cases);
    const auto number = std::to_string(++named_);
    const auto one_of = [&](const auto& all) {
        return all.empty() ? Id{"none"} : std::next(all.begin(), chance_.below(static_cast<int>(all.size())))->first;
    };
    switch (chance_.below(8)) {
        case 0: {
            LaunchCampaign out{{"k-" + number}, "清零", some_division(), today_ + 20 + chance_.below(60), {}, {}, {}};
            if (chance_.one_in(2)) out.months = 2;
            if (out.months && !slip(10)) out.until.reset();
            if (chance_.one_in(3)) out.types = std::vector{DisputeType::neighbour, DisputeType::land};
            out.include_open = chance_.one_in(2);
            if (chance_.one_in(2)) out.division = out.division.town();
            return out;
        }
        case 1:
            return CloseCampaign{one_of(office_.campaigns())};
        case 2: {
            HoldConsultation out{some_village().town(), {"所长"}, {}, Id{"h-" + number}};
            for (int i = chance_.below(3); i > 0; --i) {
                ConsultationItem item{
                    chance_.one_in(2) || cases.empty() ? case_id : chance_.of(cases), "限期办结", {}, {}};
                if (chance_.one_in(2)) item.due = today_ + chance_.below(15);
                out.items.push_back(std::move(item));
            }
            return out;
        }
        case 3:
            return CompleteDecision{one_of(office_.consultations()), 1 + chance_.below(2), {}};
        case 4:
            return SignSupervision{one_of(office_.notices())};
        case 5:
            return ReplySupervision{one_of(office_.notices()), {}};
        case 6:
            return CancelSupervision{one_of(office_.notices()), "撤销"};
        default:
            return IssueSupervision{case_id, static_cast<Grade>(chance_.below(3)), "限期办结",
                                    today_ + chance_.below(20), Id{"n-" + number}};
    }
}

Command RandomHistory::register_case() {
    RegisterCase out;
    out.case_id =
        slip(20) && !office_.cases().empty() ? chance_.of(office_.cases()) : Id{"c-" + std::to_string(++named_)};
    out.division = some_division();
    out.org = chance_.one_in(3) ? town_org(out.division) : village_org(out.division);
    out.type = static_cast<DisputeType>(chance_.below(static_cast<int>(Terms<DisputeType>::all.size())));
    out.source = static_cast<Source>(chance_.below(static_cast<int>(Terms<Source>::all.size())));
    out.summary = "因琐事争执";
    out.parties = some_parties();
    if (chance_.one_in(2)) out.amount = Amount{chance_.below(1'000'000)};
    if (chance_.one_in(2)) out.people = chance_.below(20);
    if (chance_.one_in(4)) out.major = chance_.one_in(2);
    return out;
}

CorrectCase RandomHistory::correction(const CaseState& state) {
    CorrectCase out{state.id, {}, "更正"};
    switch (chance_.below(6)) {
        case 0:
            out.set.division = some_division();
            break;
        case 1:
            out.set.type = static_cast<DisputeType>(chance_.below(19));
            break;
        case 2:
            out.set.source = static_cast<Source>(chance_.below(7));
            break;
        case 3:
            out.set.amount = Amount{chance_.below(500'000)};
            break;
        case 4:
            out.set.people = chance_.below(30);
            break;
        default:
            out.set.parties = some_parties();
            out.set.division = some_division();
    }
    return out;
}

SettleCase RandomHistory::settlement(const Id& case_id) {
    SettleCase out{case_id, static_cast<Form>(chance_.below(2)), "赔礼道歉", {}, {}, {}};
    if (out.form == Form::written && chance_.one_in(3)) out.effective = today_ + chance_.below(10);
    if (chance_.one_in(2)) {
        out.obligations.emplace();
        for (int i = 1 + chance_.below(2); i > 0; --i)
            out.obligations->push_back({"付款", today_ + chance_.below(30), Amount{10'000}});
    }
    return out;
}

ExtendClock RandomHistory::extension(const CaseState& state) {
    Date until = today_ + chance_.below(20);
    const auto now = extendable(state, ClockKind::overall, office_.rules());
    if (now.rule && !slip(5)) until = now.due.due + 1 + chance_.below(slip(6) ? 60 : 30);
    return {state.id, slip(20) ? ClockKind::stage : ClockKind::overall, until, !slip(20), "经双方同意"};
}

// A session, a hearing or a review: mostly what belongs to the rung.
Command RandomHistory::meeting(const Id& id, Stage stage) {
    if (slip(10)) stage = rung(chance_.below(5));
    if (stage == Stage::elders_hearing) {
        HoldHearing out{id, {{"e-1"}, {"e-2"}, {"e-3"}}, !slip(10), "各让一步", {}};
        if (slip(8)) out.elders.pop_back();
        if (slip(8)) out.elders.push_back({"e-4"});
        if (slip(12)) out.elders[0] = {"e-2"};
        if (chance_.one_in(4)) out.recused = std::vector<Id>{slip(3) ? Id{"e-1"} : Id{"e-5"}};
        return out;
    }
    if (stage == Stage::villagers_review)
        return HoldReview{id, (slip(6) ? 10 : 26) + chance_.below(14), chance_.below(slip(6) ? 60 : 20),
                          chance_.below(7), "评议意见"};
    return HoldSession{id, "村部", "各执一词", {}};
}

Command RandomHistory::for_pending(const CaseState& state) {
    const Id& id = state.id;
    const auto stage = state.stage().value_or(Stage::assigned_mediation);
    if (state.status == Status::registered) {
        switch (chance_.below(8)) {
            case 0:
                return RefuseCase{id, "不属受理范围", slip(5) ? std::vector<Route>{} : std::vector{Route::court}};
            case 1:
                return AcceptCase{
                    id, some_mediators(), {}, rung(chance_.below(5)), slip(5) ? std::optional<std::string>{} : "重大"};
            default:
                return AcceptCase{id, some_mediators(), "包案人", {}, {}};
        }
    }
    if (state.status == Status::suspended)
        return chance_.one_in(5) ? Command{TerminateCase{id, "无法继续", {Route::court}}} : ResumeCase{id, "恢复"};
    switch (chance_.below(14)) {
        case 0:
        case 1:
            return HoldSession{id, "村部", "各执一词", {}};
        case 2:
        case 3:
            return meeting(id, stage);
        case 4:
        case 5:
            return EscalateCase{id, "调解不成", {}};
        case 6:
            return EscalateCase{id, "重大", rung(chance_.below(5))};
        case 7:
            return ReturnCase{id, rung(chance_.below(static_cast<int>(stage) + 1)), "退回"};
        case 8:
            return SuspendCase{id, "当事人外出"};
        case 9:
            return extension(state);
        case 10:
            return TerminateCase{id, "调解不成", slip(5) ? std::vector<Route>{} : std::vector{Route::court}};
        case 11:
            return AssignCase{id, some_mediators(), {}, "一案一策"};
        default:
            return settlement(id);
    }
}

Command RandomHistory::for_closed(const CaseState& state) {
    const Id& id = state.id;
    switch (chance_.below(10)) {
        case 0:
        case 1:
            return PerformObligation{id, chance_.one_in(2) ? std::optional<int>{} : 1 + chance_.below(2), {}};
        case 2:
            return DefaultObligation{id, {}, {}};
        case 3:
            return ConfirmAgreement{id, static_cast<ConfirmationStep>(chance_.below(3))};
        case 4:
        case 5:
            return FollowUpCase{id, static_cast<FollowUpResult>(chance_.below(3)), {}};
        case 6:
            return FilePaper{id, static_cast<PaperKind>(chance_.below(14)), {}, {}};
        case 7:
            return StrikeOffCase{id};
        case 8:
            return ArchiveCase{id};
        default:
            return ReopenCase{id, "反弹", chance_.one_in(3) ? std::optional{rung(chance_.below(5))} : std::nullopt};
    }
}

Command RandomHistory::for_case(const CaseState& state) {
    if (chance_.one_in(10)) return correction(state);
    if (is_pending(state.status) && chance_.one_in(25)) return WithdrawCase{state.id, "自行和解"};
    if (is_pending(state.status) && chance_.one_in(25))
        return MergeCase{state.id, chance_.of(office_.cases()), "同一纠纷"};
    if (slip(8)) return chance_.one_in(2) ? for_pending(state) : for_closed(state);
    return is_pending(state.status) ? for_pending(state) : for_closed(state);
}

Command RandomHistory::random_command() {
    const auto cases = office_.cases();
    if (chance_.one_in(8)) return for_office();
    if (chance_.one_in(8)) return for_notices();
    if (cases.empty() || chance_.below(options_.commands) < options_.cases) return register_case();
    if (slip(60)) return WithdrawCase{{"c-unknown"}, "撤回"};
    return for_case(office_.state(chance_.of(cases)));
}

std::optional<Step> RandomHistory::next() {
    step_.emplace();
    if (!first_.empty()) {
        step_->command = std::move(first_.back());
        first_.pop_back();
        step_->envelope = {At::of(Date::of(2020, 6, 1)), "系统", {}};
    } else {
        if (++made_ > options_.commands) {
            step_.reset();
            return std::nullopt;
        }
        const Date start = Date::of(2021, 1, 4);
        today_ = start + static_cast<int>(std::int64_t{options_.days} * made_ / options_.commands);
        step_->command = random_command();
        step_->envelope = {when_for(step_->command), "经办人",
                           Id{"s" + std::to_string(seed_) + "-" + std::to_string(made_)}};
    }
    step_->today = last_day_ = today_;
    return step_;
}

bool RandomHistory::told(bool accepted) {
    return static_cast<bool>(office_.give(step_->command, step_->envelope, step_->today)) == accepted;
}

bool play(RandomHistory& history, const std::function<bool(const Step&)>& apply) {
    bool same = true;
    while (const auto step = history.next()) same = history.told(apply(*step)) && same;
    return same;
}

}  // namespace tiaojie::test
