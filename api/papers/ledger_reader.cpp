#include "api/papers/ledger_reader.hpp"

#include <algorithm>
#include <charconv>

#include "api/papers/csv.hpp"
#include "core/case/command.hpp"
#include "core/words/refusal.hpp"

namespace tiaojie {
namespace {

constexpr std::string_view stage_reason = "按台账登记的调解层级";

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return std::string{text.substr(first, text.find_last_not_of(blanks) - first + 1)};
}

std::vector<std::string> cut_at(std::string_view text, std::string_view separator) {
    std::vector<std::string> out;
    while (true) {
        const auto at = text.find(separator);
        out.push_back(trimmed(text.substr(0, at)));
        if (at == std::string_view::npos) return out;
        text.remove_prefix(at + separator.size());
    }
}

// The entries of a cell. Our own separator is taken at its word; ledgers made by hand have others.
std::vector<std::string> entries(const std::string& text) {
    if (text.empty()) return {};
    for (const std::string_view separator :
         {cell_separator, std::string_view{";"}, std::string_view{"\n"}, std::string_view{"、"}})
        if (text.find(separator) != std::string::npos) return cut_at(text, separator);
    return {trimmed(text)};
}

// A term by its name, its Chinese, or its Chinese with or without 纠纷, 协议 or 委托移送 behind it.
template <class E>
std::optional<E> read_term(const std::string& text) {
    if (const auto term = parse_term<E>(text)) return term;
    for (const auto& term : Terms<E>::all) {
        const std::string chinese_name{term.chinese};
        for (const std::string end : {"", "纠纷", "协议", "委托移送", "调解"})
            if (text == chinese_name + end || text + end == chinese_name) return term.value;
    }
    return std::nullopt;
}

std::string without(std::string text, std::string_view what) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) text.erase(at, what.size());
    return text;
}

// Makes the commands of one row; remembers the first thing that is wrong.
class Row {
public:
    Row(const LedgerCells& cells, const RowEnvelope& envelope, LedgerDirectory& directory)
        : cells_(cells), envelope_(envelope), directory_(directory) {}

    Result<std::vector<ReadCommand>> commands() {
        add_registration();
        if (!fault_) add_acceptance();
        if (!fault_) add_ending();
        if (!fault_) add_afterwards();
        if (!fault_) check_status();
        if (fault_) return *fault_;
        return checked();
    }

private:
    const std::string& text(LedgerColumn column) const { return cell(cells_, column); }

    void fail(std::string_view code, LedgerColumn column, std::string_view detail = {}) {
        if (!fault_) fault_ = refuse(code, heading(column), detail);
    }

    const std::string& needed(LedgerColumn column) {
        if (text(column).empty()) fail("missing_field", column, heading(column));
        return text(column);
    }

    std::optional<Date> date(LedgerColumn column) {
        if (text(column).empty()) return std::nullopt;
        const auto out = read_ledger_date(text(column));
        if (!out) fail("bad_value", column, "日期应写成2021-03-05、2021/3/5或2021年3月5日");
        return out;
    }

    template <class E>
    E term(LedgerColumn column) {
        const auto out = read_term<E>(needed(column));
        if (!out) fail("bad_value", column, "“" + text(column) + "”");
        return out.value_or(E{});
    }

    std::optional<Amount> amount(LedgerColumn column) {
        if (text(column).empty()) return std::nullopt;
        auto number = without(without(text(column), ","), "，");
        if (number.ends_with("元")) number.erase(number.size() - std::string_view{"元"}.size());
        const auto read = read_yuan(number);
        if (read.fault == MoneyFault::decimals) fail("amount_decimals", column);
        if (read.fault != MoneyFault::none) fail("bad_value", column, "应为以元计的数字");
        return Amount{read.fen};
    }

    std::optional<int> people() {
        auto number = text(LedgerColumn::people);
        if (number.empty()) return std::nullopt;
        if (number.ends_with("人")) number.erase(number.size() - std::string_view{"人"}.size());
        int out{};
        const auto read = std::from_chars(number.data(), number.data() + number.size(), out);
        if (read.ec != std::errc{} || read.ptr != number.data() + number.size())
            fail("bad_value", LedgerColumn::people, "应为整数");
        return out;
    }

    bool flag(LedgerColumn column) {
        if (text(column).empty() || text(column) == "否") return false;
        if (text(column) != "是") fail("bad_value", column, "应为是或否");
        return true;
    }

    // The organisation first: a village committee's division is also that of the case where the row has none.
    void find_places(Id& org, Division& division) {
        if (!text(LedgerColumn::division).empty()) {
            const auto code = Division::parse(text(LedgerColumn::division));
            if (!code) return fail("bad_value", LedgerColumn::division, "应为12位区划代码");
            division = *code;
        } else {
            const auto named = directory_.division_named(needed(LedgerColumn::division_name));
            if (!named) return fail("unknown_division", LedgerColumn::division_name, text(LedgerColumn::division_name));
            division = *named;
        }
        if (!text(LedgerColumn::org).empty()) {
            org.text = text(LedgerColumn::org);
            return;
        }
        const auto& name = text(LedgerColumn::org_name);
        const auto found = name.empty() ? directory_.organisation_of(division) : directory_.organisation_named(name);
        if (!found) return fail("unknown_organisation", LedgerColumn::org_name, name);
        org = *found;
    }

    void add_parties(std::vector<Party>& out, Side side) {
        const auto& names =
            entries(text(side == Side::applicant ? LedgerColumn::applicants : LedgerColumn::respondents));
        const auto first = static_cast<std::size_t>(first_personal(side));
        for (std::size_t i = 0; i < names.size(); ++i) {
            Party party;
            party.side = side;
            party.name = names[i];
            if (party.name.ends_with(body_mark)) {
                party.kind = PartyKind::body;
                party.name.erase(party.name.size() - body_mark.size());
            }
            const auto personal = [&](std::size_t column) -> std::optional<std::string> {
                const auto values = cut_at(cells_[column], cell_separator);
                if (i >= values.size() || values[i].empty()) return std::nullopt;
                if (values.size() != names.size())
                    fail("bad_value", static_cast<LedgerColumn>(column), "个数应与当事人相同，以“；”分隔");
                return values[i];
            };
            party.id_number = personal(first);
            party.phone = personal(first + 1);
            party.address = personal(first + 2);
            if (const auto birth = personal(first + 3)) {
                party.birth = read_ledger_date(*birth);
                if (!party.birth) fail("bad_value", static_cast<LedgerColumn>(first + 3), "日期");
            }
            out.push_back(std::move(party));
        }
    }

    void add_registration() {
        RegisterCase c;
        needed(LedgerColumn::registered);
        const auto day = date(LedgerColumn::registered);
        case_id_.text = text(LedgerColumn::case_id).empty() ? envelope_.id_prefix : text(LedgerColumn::case_id);
        c.case_id = case_id_;
        find_places(c.org, c.division);
        c.type = term<DisputeType>(LedgerColumn::type);
        // Ledgers of applications often have no column for the source.
        c.source = text(LedgerColumn::source).empty() ? Source::application : term<Source>(LedgerColumn::source);
        c.summary = needed(LedgerColumn::summary);
        add_parties(c.parties, Side::applicant);
        add_parties(c.parties, Side::respondent);
        c.amount = amount(LedgerColumn::amount);
        c.people = people();
        if (flag(LedgerColumn::major)) c.major = true;
        org_ = c.org;
        if (day) add(*day, std::move(c));
    }

    std::vector<Id> mediators(Date day) {
        std::vector<Id> out;
        for (const auto& id : entries(text(LedgerColumn::mediators))) out.push_back({id});
        if (!out.empty()) return out;
        needed(LedgerColumn::mediator_names);
        for (const auto& name : entries(text(LedgerColumn::mediator_names))) {
            const auto found = directory_.mediator_named(name, org_, day);
            if (!found)
                fail("unknown_mediator", LedgerColumn::mediator_names, name + "：没有此人或有重名，请填调解员编号");
            out.push_back(found.value_or(Id{}));
        }
        return out;
    }

    void add_acceptance() {
        const auto day = date(LedgerColumn::accepted);
        if (!day) return;
        AcceptCase c;
        c.case_id = case_id_;
        c.mediators = mediators(*day);
        if (!text(LedgerColumn::official).empty()) c.official = text(LedgerColumn::official);
        if (!text(LedgerColumn::stage).empty()) {
            const auto stage = term<Stage>(LedgerColumn::stage);
            if (stage != Stage::assigned_mediation) {
                c.stage = stage;
                c.reason = stage_reason;
            }
        }
        add(*day, std::move(c));
        status_ = Status::mediating;
    }

    std::vector<Route> routes() {
        std::vector<Route> out;
        needed(LedgerColumn::routes);
        for (const auto& each : entries(text(LedgerColumn::routes))) {
            const auto route = read_term<Route>(each);
            if (!route) fail("bad_value", LedgerColumn::routes, each);
            out.push_back(route.value_or(Route{}));
        }
        return out;
    }

    void end(Status status, Date day, Command command) {
        add(day, std::move(command));
        status_ = status;
    }

    void add_ending() {
        if (const auto day = date(LedgerColumn::refused))
            end(Status::refused, *day, RefuseCase{case_id_, needed(LedgerColumn::reason), routes()});
        if (const auto day = date(LedgerColumn::suspended))
            end(Status::suspended, *day, SuspendCase{case_id_, needed(LedgerColumn::reason)});
        if (const auto day = date(LedgerColumn::settled)) {
            SettleCase c;
            c.case_id = case_id_;
            c.form = term<Form>(LedgerColumn::form);
            c.terms = needed(LedgerColumn::terms);
            c.amount = amount(LedgerColumn::agreed_amount);
            end(Status::settled, *day, std::move(c));
        }
        if (const auto day = date(LedgerColumn::terminated))
            end(Status::terminated, *day, TerminateCase{case_id_, needed(LedgerColumn::reason), routes()});
        if (const auto day = date(LedgerColumn::withdrawn))
            end(Status::withdrawn, *day, WithdrawCase{case_id_, needed(LedgerColumn::reason)});
    }

    void add_afterwards() {
        if (const auto day = date(LedgerColumn::follow_up))
            add(*day, FollowUpCase{case_id_, term<FollowUpResult>(LedgerColumn::follow_up_result), std::nullopt});
        if (const auto day = date(LedgerColumn::struck_off)) add(*day, StrikeOffCase{case_id_});
    }

    // A state that the row's own dates do not lead to would be lost without a word.
    void check_status() {
        if (text(LedgerColumn::status).empty()) return;
        const auto told = term<Status>(LedgerColumn::status);
        if (!fault_ && told != status_)
            fail("bad_value", LedgerColumn::status,
                 "“" + text(LedgerColumn::status) + "”与各日期列不符，按日期为“" + std::string{chinese(status_)} + "”");
    }

    void add(Date day, Command command) {
        Envelope envelope;
        envelope.at = At::of(day);
        envelope.by = envelope_.by;
        envelope.id = Id{envelope_.id_prefix + "-" + std::to_string(commands_.size() + 1)};
        commands_.push_back({std::move(command), std::move(envelope)});
    }

    // Through the reader of commands, so that texts, numbers and identity numbers obey the same limits as everywhere.
    Result<std::vector<ReadCommand>> checked() const {
        std::vector<ReadCommand> out;
        for (const auto& [command, envelope] : commands_) {
            const auto json = parse_json(write_command(command, envelope));
            if (!json) return json.refusal();
            auto read = read_command(*json);
            if (!read) return read.refusal();
            out.push_back(*std::move(read));
        }
        return out;
    }

    const LedgerCells& cells_;
    const RowEnvelope& envelope_;
    LedgerDirectory& directory_;
    Id case_id_{};
    Id org_{};
    Status status_{Status::registered};
    std::vector<ReadCommand> commands_{};
    std::optional<Refusal> fault_{};
};

}  // namespace

Result<LedgerHeader> LedgerHeader::read(const std::vector<std::string>& headings) {
    LedgerHeader out;
    for (const auto& each : headings) {
        const auto column = parse_heading(each);
        if (column && std::find(out.columns_.begin(), out.columns_.end(), column) != out.columns_.end())
            return refuse("bad_value", heading(*column), "表头中有两列是“" + std::string{heading(*column)} + "”");
        if (!column && !trimmed(each).empty()) out.ignored_.push_back(trimmed(each));
        out.columns_.push_back(column);
    }
    const auto has = [&](LedgerColumn column) {
        return std::find(out.columns_.begin(), out.columns_.end(), column) != out.columns_.end();
    };
    for (const auto column : {LedgerColumn::registered, LedgerColumn::type, LedgerColumn::summary})
        if (!has(column))
            return refuse("missing_field", heading(column), "表头缺少“" + std::string{heading(column)} + "”");
    if (!has(LedgerColumn::division) && !has(LedgerColumn::division_name))
        return refuse("missing_field", heading(LedgerColumn::division_name), "表头缺少“村（社区）”或“区划代码”");
    return out;
}

LedgerCells LedgerHeader::arrange(const std::vector<std::string>& record) const {
    LedgerCells out;
    for (std::size_t i = 0; i < std::min(record.size(), columns_.size()); ++i)
        if (columns_[i]) cell(out, *columns_[i]) = trimmed(without(without_guard(record[i]), "\r"));
    return out;
}

std::optional<Date> read_ledger_date(std::string_view text) {
    std::string plain{trimmed(text)};
    for (const std::string_view mark : {"年", "月", "/", "."})
        for (auto at = plain.find(mark); at != std::string::npos; at = plain.find(mark))
            plain.replace(at, mark.size(), "-");
    if (plain.ends_with("日")) plain.erase(plain.size() - std::string_view{"日"}.size());
    const auto parts = cut_at(plain, "-");
    if (parts.size() != 3 || parts[0].size() != 4) return std::nullopt;
    const auto two = [](const std::string& digits) { return digits.size() == 1 ? "0" + digits : digits; };
    return Date::parse(parts[0] + "-" + two(parts[1]) + "-" + two(parts[2]));
}

Result<std::vector<ReadCommand>> commands_of_row(const LedgerCells& cells, const RowEnvelope& envelope,
                                                 LedgerDirectory& directory) {
    return Row{cells, envelope, directory}.commands();
}

}  // namespace tiaojie
