// case list, case show, deadlines.
#include <memory>

#include "api/wire/text_rules.hpp"
#include "api/wire/views.hpp"
#include "cli/case_page.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/spool.hpp"
#include "cli/table.hpp"
#include "cli/words.hpp"
#include "storage/rows/case_reader.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::cli {
namespace {

constexpr std::size_t rows_at_a_time = 500;  // the list is read and written page by page
constexpr std::int64_t rows_on_a_terminal = 50;

struct ListArguments {
    storage::CaseFilter filter{};
    std::optional<std::string> org{};
    std::optional<std::string> after{};
    std::optional<std::int64_t> limit{};
};

Refusal unknown_case(const std::string& id, const char* field) { return refuse("unknown_case", field, shown(id)); }

std::optional<Refusal> unknown_in(storage::Store& store, const ListArguments& asked) {
    if (auto refusal = unknown_division(store, asked.filter.division)) return refusal;
    if (asked.org && !storage::find_organisation(store.db(), Id{*asked.org}))
        return refuse("unknown_organisation", "org", shown(*asked.org));
    if (asked.after && !case_exists(store, Id{*asked.after})) return unknown_case(*asked.after, "after");
    return std::nullopt;
}

// Calls f(row) for every row asked for, page by page.
template <class Function>
void each_row(storage::CaseReader& reader, storage::CaseFilter filter, std::int64_t limit, Function&& f) {
    while (limit > 0) {
        filter.limit = static_cast<std::size_t>(std::min<std::int64_t>(limit, rows_at_a_time));
        const auto rows = reader.list(filter);
        for (const auto& row : rows) f(row);
        if (rows.size() < filter.limit) return;
        limit -= static_cast<std::int64_t>(rows.size());
        filter.after = rows.back().id;
    }
}

std::vector<Cell> row_cells(storage::Store& store, const storage::CaseRow& row) {
    const auto date = [](const std::optional<Date>& day) { return day ? day->text() : std::string{}; };
    const auto colour = row.state ? colour_of(*row.state) : Colour::none;
    return {{row.id.text},
            {row.number},
            {std::string{chinese(row.status)}},
            {row.stage ? std::string{chinese(*row.stage)} : ""},
            {std::string{chinese(row.type)}},
            {division_text(store, row.division)},
            {row.registered.text()},
            {date(row.settled)},
            {date(row.due), colour},
            {row.state ? std::string{chinese(*row.state)} : "", colour}};
}

// On a terminal about a screenful is shown at a time; a file or a program gets all rows.
void write_table(storage::Store& store, storage::CaseReader& reader, const storage::CaseFilter& filter,
                 std::optional<std::int64_t> asked_limit) {
    const auto limit = asked_limit.value_or(output_is_terminal() ? rows_on_a_terminal : INT64_MAX);
    Table table{{{"案件"},
                 {"案号"},
                 {"状态"},
                 {"层级"},
                 {"类型"},
                 {"所在地", false, 20},
                 {"登记"},
                 {"化解"},
                 {"到期"},
                 {"期限状态"}}};
    std::int64_t count = 0;
    std::string last;
    each_row(reader, filter, limit, [&](const storage::CaseRow& row) {
        table.add(row_cells(store, row));
        ++count;
        last = row.id.text;
    });
    if (count == 0) return say("没有符合条件的案件");
    print(table.text(terminal_width()));
    if (count == limit) say("共显示" + std::to_string(count) + "件；接着看：--after " + last);
}

void write_list(storage::CaseReader& reader, const storage::CaseFilter& filter, std::int64_t limit) {
    ListSpool rows;
    each_row(reader, filter, limit, [&](const auto& row) { rows.add(write_json(case_row_view(row))); });
    rows.print();
    print("\n");
}

int list(const Globals& globals, const ListArguments& asked) {
    storage::Store store{globals.db};
    if (const auto refusal = unknown_in(store, asked)) return refused(globals, *refusal);
    auto filter = asked.filter;
    if (asked.org) filter.org = Id{*asked.org};
    if (asked.after) filter.after = Id{*asked.after};
    storage::CaseReader reader{store, globals.today};
    return give(globals, {[&] { write_list(reader, filter, asked.limit.value_or(INT64_MAX)); },
                          [&] { write_table(store, reader, filter, asked.limit); }});
}

// The case as of today. Empty when it is registered only after today; a refusal when there is no such case.
Result<std::optional<storage::CaseView>> find_case(storage::Store& store, const Globals& globals, const std::string& id,
                                                   Explain explain) {
    auto view = storage::CaseReader{store, globals.today}.find(Id{id}, explain);
    if (!view && !case_exists(store, Id{id})) return unknown_case(id, "case");
    return view;
}

PageNames names_of(storage::Store& store) {
    return {[&store](const std::string& code) {
                const auto division = Division::parse(code);
                return division ? division_text(store, *division) + "（" + code + "）" : code;
            },
            [&store](const std::string& id) {
                const auto org = storage::find_organisation(store.db(), Id{id});
                return org ? org->name : id;
            },
            [&store](const std::string& id) {
                for (const auto role : {storage::TenureRole::mediator, storage::TenureRole::elder})
                    if (const auto tenures = storage::find_tenures(store.db(), role, Id{id}); !tenures.empty())
                        return tenures.back().name;
                return id;
            }};
}

struct ShowArguments {
    std::string id{};
    std::optional<std::string> reveal{};
};

int show(const Globals& globals, const ShowArguments& asked) {
    if (asked.reveal && !measure(*asked.reveal).has_ink) return misused(globals, "--reveal 须写明查看的理由");
    storage::Store store{globals.db};
    const auto found = find_case(store, globals, asked.id, Explain::yes);
    if (!found) return refused(globals, found.refusal());
    auto view = case_not_yet_view(Id{asked.id});
    if (const auto& each = *found) {
        // The entry in the audit journal comes first: if it cannot be written, nothing is shown.
        if (asked.reveal)
            storage::append_audit(store, operator_entry(globals, AuditAction::case_revealed, asked.id,
                                                        storage::audit_detail({{"reason", *asked.reveal}})));
        view = case_view(each->state, each->events, each->docket, each->deadlines, globals.today,
                         asked.reveal ? Personal::revealed : Personal::masked);
    }
    return give(globals, {[&] { return view; }, [&] { return case_page(view, names_of(store), terminal_width()); }});
}

struct DeadlinesArguments {
    std::string id{};
    bool is_explained{false};
};

int deadlines(const Globals& globals, const DeadlinesArguments& asked) {
    storage::Store store{globals.db};
    const auto found = find_case(store, globals, asked.id, Explain::yes);
    if (!found) return refused(globals, found.refusal());
    const auto view = *found ? deadlines_view((*found)->deadlines) : json_list();
    const auto text = [&] {
        if (view.items.empty()) return say("这一天尚无期限");
        print(clocks_text(view, asked.is_explained, terminal_width()));
    };
    return give(globals, {[&] { return view; }, text});
}

}  // namespace

Subcommand case_list_command() {
    const auto asked = std::make_shared<ListArguments>();
    auto& filter = asked->filter;
    auto q = text_option("--q", "TEXT", filter.q,
                         "检索：案情、姓名中两个字以上，姓名开头一个字，案号，完整的身份号码或电话");
    q.take = [&filter](const std::string& text) -> Fault {
        if (!measure(text).has_ink) return "检索词不能为空";
        filter.q = text;
        return std::nullopt;
    };
    return {"case list",
            "列出案件",
            "默认列出全部状态的案件（已并案的除外），新登记的在前；检索时新录入的在前。各筛选条件同时满足。",
            {term_option("--status", filter.status, "状态"), term_option("--stage", filter.stage, "所在调解层级"),
             term_option("--level", filter.level, "所在责任层级"), term_option("--type", filter.type, "纠纷类型"),
             term_option("--source", filter.source, "来源"),
             division_option("--division", filter.division, "区划代码，含其下级"),
             text_option("--org", "ORG", asked->org, "登记的调解组织"),
             flag("--overdue", filter.overdue, "只列已逾期的在办案件"),
             date_option("--due-before", filter.due_before, "只列最近一个期限早于这一天的"), std::move(q),
             number_option("--limit", asked->limit, 0, INT64_MAX, "至多列出多少件"),
             text_option("--after", "CASE", asked->after, "从这一件之后接着列")},
            [asked](const Globals& globals) { return list(globals, *asked); }};
}

Subcommand case_show_command() {
    const auto asked = std::make_shared<ShowArguments>();
    return {"case show",
            "查看一个案件：状态、经过、材料、期限",
            "身份号码、电话、住址和未满十四周岁的人默认遮盖。写明理由可以查看，理由会记入日志。",
            {argument("CASE", asked->id, "案件编号"),
             text_option("--reveal", "REASON", asked->reveal, "写明理由，显示完整的个人信息")},
            [asked](const Globals& globals) { return show(globals, *asked); }};
}

Subcommand deadlines_command() {
    const auto asked = std::make_shared<DeadlinesArguments>();
    return {"deadlines",
            "列出一个案件已开始的各项期限",
            {},
            {argument("CASE", asked->id, "案件编号"), flag("--explain", asked->is_explained, "逐行说明怎样算出")},
            [asked](const Globals& globals) { return deadlines(globals, *asked); }};
}

}  // namespace tiaojie::cli
