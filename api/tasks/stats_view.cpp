#include "api/tasks/stats_view.hpp"

#include "api/wire/text_rules.hpp"

namespace tiaojie::tasks {
namespace {

Json number(std::string_view key, std::int64_t value) {
    return key == "amount" ? to_json(Amount{value}) : to_json(value);
}

// The part's name in the interface; organisations are named by the store.
std::string key_of_part(storage::Store& store, Split split, std::int64_t part) {
    return split == Split::org ? storage::organisation_id(store.db(), part) : part_name(split, part);
}

Json part_view(const Values& values) {
    auto json = json_object();
    for (const auto& term : metric_terms())
        if (const auto metric = additive_metric(term.key)) put(json, term.key, number(term.key, of(values, *metric)));
    return json;
}

}  // namespace

Rate rate_of(const storage::Statistics& found, RateTerm term) {
    return {found.value(term.first).value_or(0), found.value(term.second).value_or(0)};
}

std::string rate_name(RateTerm term) { return std::string{term.first} + "/" + std::string{term.second}; }

Json stats_view(storage::Store& store, const storage::StatsQuery& query, const storage::Statistics& found) {
    auto json = json_object();
    put(json, "from", query.from);
    put(json, "to", query.to);
    put(json, "as_of", query.as_of);
    put(json, "cut_off", query.cut_off);
    put(json, "division", query.area);
    auto metrics = json_object();
    for (const auto& term : metric_terms()) {
        const auto value = found.value(term.key);
        put(metrics, term.key, value ? number(term.key, *value) : json_null());
    }
    put(json, "metrics", std::move(metrics));
    auto rates = json_object();
    for (const auto& term : rate_terms) {
        const auto rate = rate_of(found, term);
        auto each = json_object();
        put(each, "numerator", rate.numerator);
        put(each, "denominator", rate.denominator);
        put(each, "text", rate.text());
        put(rates, rate_name(term), std::move(each));
    }
    put(json, "rates", std::move(rates));
    auto by = json_object();
    if (query.split != Split::none) {
        auto parts = json_object();
        for (const auto& [part, values] : found.tally.parts)
            put(parts, key_of_part(store, query.split, part), part_view(values));
        put(by, name(query.split), std::move(parts));
    }
    put(json, "by", std::move(by));
    return json;
}

std::optional<std::string_view> listable(const MetricTerm& term) {
    if (term.key == "screening_rounds") return std::nullopt;
    if (term.kind == MetricKind::case_sum) return "screened";
    if (term.kind == MetricKind::median) return "settled";
    return term.key;
}

Result<std::vector<Id>> ids_behind(storage::Store& store, const storage::StatsQuery& query, const std::string& metric,
                                   std::string_view field, std::optional<std::int64_t> part) {
    const auto* term = find_metric(metric);
    if (term == nullptr) return Refusal{"unknown_metric", std::string{field}, "没有这个指标：" + shown(metric)};
    const auto counted = listable(*term);
    if (!counted) return Refusal{"not_listable", std::string{field}, "这个指标没有可列出的案件：" + metric};
    return storage::behind(store, query, *counted, part);
}

std::optional<std::int64_t> part_of(storage::Store& store, const storage::StatsQuery& query, const std::string& name) {
    for (const auto& [part, values] : storage::statistics(store, query).tally.parts)
        if (key_of_part(store, query.split, part) == name) return part;
    return std::nullopt;
}

Result<std::int64_t> cut_off_of(storage::Store& store, const std::optional<std::string>& asked) {
    const auto end = store.head().position;
    if (!asked) return end;
    const bool is_long = asked->size() > 18;
    const auto position = is_long ? std::int64_t{-1} : static_cast<std::int64_t>(std::stoll(*asked));
    if (position < 0 || position > end)
        return Refusal{"unknown_cut_off", "cut_off", "流水只到第" + std::to_string(end) + "条，没有第" + *asked + "条"};
    return position;
}

}  // namespace tiaojie::tasks
