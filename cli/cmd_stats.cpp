// stats: the metrics of a period, whole or in parts, and the cases behind a number.
#include <array>
#include <memory>

#include "api/tasks/stats_view.hpp"
#include "api/wire/json_writer.hpp"
#include "api/wire/text_rules.hpp"
#include "cli/listing.hpp"
#include "cli/session.hpp"
#include "storage/rows/office_rows.hpp"
#include "storage/rows/statistics.hpp"

namespace tiaojie::cli {
namespace {

struct StatsArguments {
    std::optional<Date> from{};
    std::optional<Date> to{};
    std::optional<Date> as_of{};
    std::optional<std::string> cut_off{};
    std::optional<Division> division{};
    std::optional<std::string> by{};
    std::optional<std::string> list{};
    bool with_definitions{false};
};

constexpr std::array<std::string_view, 8> split_names{"stage",    "level", "type", "source",
                                                      "division", "org",   "form", "month"};

std::string number_text(std::string_view key, const std::optional<std::int64_t>& value) {
    if (!value) return "—";
    return key == "amount" ? yuan_text(*value) : std::to_string(*value);
}

std::string chinese_part(storage::Store& store, Split split, std::int64_t part) {
    if (part == no_part) return split == Split::form ? "未化解" : "未受理";
    switch (split) {
        case Split::stage:
            return std::string{chinese(static_cast<Stage>(part))};
        case Split::level:
            return std::string{chinese(static_cast<Level>(part))};
        case Split::type:
            return std::string{chinese(static_cast<DisputeType>(part))};
        case Split::source:
            return std::string{chinese(static_cast<Source>(part))};
        case Split::form:
            return std::string{chinese(static_cast<Form>(part))};
        case Split::division:
            return division_text(store, {part});
        case Split::org: {
            const auto id = storage::organisation_id(store.db(), part);
            const auto org = storage::find_organisation(store.db(), Id{id});
            return org ? org->name : id;
        }
        case Split::none:
        case Split::month:
        case Split::days:
            return part_name(split, part);
    }
    return part_name(split, part);
}

std::string stats_text(storage::Store& store, const storage::StatsQuery& query, const storage::Statistics& found,
                       bool with_definitions) {
    std::string out = division_text(store, query.area) + "，" + query.from.chinese() + "至" + query.to.chinese() +
                      "，截至" + query.as_of.chinese() + "，流水第" + std::to_string(query.cut_off) + "条\n\n";
    std::vector<Column> columns{{"指标"}, {"", false, 40}, {"数值", true}};
    if (with_definitions) columns.push_back({"定义", false, 70});
    Table table{std::move(columns)};
    for (const auto& term : metric_terms())
        table.add({{std::string{term.key}, Colour::grey},
                   {std::string{term.chinese}},
                   {number_text(term.key, found.value(term.key))},
                   {std::string{term.definition}}});
    for (const auto& term : tasks::rate_terms) {
        const auto rate = tasks::rate_of(found, term);
        const auto numerator = std::string{find_metric(term.first)->chinese};
        const auto denominator = std::string{find_metric(term.second)->chinese};
        table.add({{tasks::rate_name(term), Colour::grey},
                   {numerator + "占" + denominator},
                   {rate.text()},
                   {std::to_string(rate.numerator) + "÷" + std::to_string(rate.denominator)}});
    }
    out += table.text(terminal_width());
    if (query.split == Split::none) return out;
    Table parts{{{"", false, 30},
                 {"排查", true},
                 {"调处", true},
                 {"化解", true},
                 {"终止", true},
                 {"在办", true},
                 {"逾期", true},
                 {"销号", true},
                 {"人数", true},
                 {"金额", true}}};
    for (const auto& [part, values] : found.tally.parts) {
        std::vector<Cell> cells{{chinese_part(store, query.split, part)}};
        for (const auto* key :
             {"screened", "mediated", "settled", "terminated", "pending", "overdue", "struck_off", "people", "amount"})
            cells.push_back({number_text(key, of(values, *additive_metric(key)))});
        parts.add(std::move(cells));
    }
    return out + "\n" + parts.text(terminal_width());
}

int list_behind(const Globals& globals, storage::Store& store, const storage::StatsQuery& query,
                const std::string& key) {
    const auto ids = tasks::ids_behind(store, query, key, "list");
    return ids ? give_ids(globals, *ids) : refused(globals, ids.refusal());
}

int stats(const Globals& globals, const StatsArguments& asked) {
    if (*asked.to < *asked.from) return misused(globals, "--to 不能早于 --from");
    storage::Store store{globals.db};
    if (const auto refusal = unknown_division(store, asked.division)) return refused(globals, *refusal);
    const auto cut_off = tasks::cut_off_of(store, asked.cut_off);
    if (!cut_off) return refused(globals, cut_off.refusal());
    const storage::StatsQuery query{*asked.from,
                                    *asked.to,
                                    asked.as_of.value_or(globals.today),
                                    *cut_off,
                                    asked.division.value_or(store.area()),
                                    asked.by ? *parse_split(*asked.by) : Split::none};
    if (asked.list) return list_behind(globals, store, query, *asked.list);
    const auto found = storage::statistics(store, query);
    return give(globals, {[&] { return tasks::stats_view(store, query, found); },
                          [&] { return stats_text(store, query, found, asked.with_definitions); }});
}

Option cut_off_option(std::optional<std::string>& out) {
    auto option = text_option("--cut-off", "N", out, "只计录入到流水第几条为止的，默认全部");
    option.take = [&out](const std::string& text) -> Fault {
        if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos) return "须为不小于0的整数";
        out = text;
        return std::nullopt;
    };
    return option;
}

}  // namespace

Subcommand stats_command() {
    const auto asked = std::make_shared<StatsArguments>();
    return {"stats",
            "一个期间的统计指标",
            "期间按登记之日计，首尾两日在内；--as-of 之后发生的、--cut-off "
            "之后录入的不计。每个指标有名称、定义和背后的案件。",
            {required(date_option("--from", asked->from, "期间的第一日")),
             required(date_option("--to", asked->to, "期间的最后一日")),
             date_option("--as-of", asked->as_of, "截至哪一日的情况，默认今天"), cut_off_option(asked->cut_off),
             division_option("--division", asked->division, "区划代码，默认为全部辖区"),
             choice_option("--by", "SPLIT", asked->by, {split_names.begin(), split_names.end()}, "分项"),
             text_option("--list", "METRIC", asked->list, "列出一个指标背后的案件"),
             flag("--definitions", asked->with_definitions, "写出各指标的定义")},
            [asked](const Globals& globals) { return stats(globals, *asked); }};
}

}  // namespace tiaojie::cli
