#include "api/papers/report_json.hpp"

#include <charconv>

#include "api/wire/json_writer.hpp"
#include "core/words/refusal.hpp"

namespace tiaojie {
namespace {

constexpr std::size_t max_edition_bytes = 1024UL * 1024 * 1024;

Json figures_json(const std::vector<ReportFigure>& figures) {
    auto out = json_list();
    for (const auto& figure : figures) {
        auto each = json_object();
        put(each, "metric", figure.metric);
        put(each, "name", report_metric_name(figure.metric));
        put(each, "value", figure.value);
        put(each, "sentence", figure.sentence);
        put(each, "cases", figure.behind);
        add(out, std::move(each));
    }
    return out;
}

Json rates_json(const std::vector<ReportRate>& rates) {
    auto out = json_list();
    for (const auto& rate : rates) {
        auto each = json_object();
        put(each, "metric", rate.metric);
        put(each, "text", rate.rate.text());
        put(each, "numerator", rate.rate.numerator);
        put(each, "denominator", rate.rate.denominator);
        put(each, "sentence", rate.sentence);
        add(out, std::move(each));
    }
    return out;
}

// Reads members that must be there; remembers the first that is not.
class Members {
public:
    explicit Members(std::string& fault) : fault_(fault) {}

    std::string text(const Json& object, std::string_view key) { return scalar(object, key, Json::Kind::string); }
    std::int64_t number(const Json& object, std::string_view key) {
        const auto digits = scalar(object, key, Json::Kind::number);
        std::int64_t out{};
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out);
        if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) missing(key);
        return out;
    }
    Date date(const Json& object, std::string_view key) {
        const auto out = Date::parse(text(object, key));
        if (!out) missing(key);
        return out.value_or(Date{});
    }
    const std::vector<Json>& list(const Json& object, std::string_view key) {
        static const std::vector<Json> nothing;
        const auto* found = object.find(key);
        if (found && found->kind == Json::Kind::array) return found->items;
        missing(key);
        return nothing;
    }
    void missing(std::string_view key) {
        if (fault_.empty()) fault_ = key;
    }

private:
    std::string scalar(const Json& object, std::string_view key, Json::Kind kind) {
        const auto* found = object.find(key);
        if (found && found->kind == kind) return found->text;
        missing(key);
        return {};
    }

    std::string& fault_;
};

std::vector<ReportFigure> read_figures(Members& members, const Json& json) {
    std::vector<ReportFigure> out;
    for (const auto& each : members.list(json, "figures")) {
        ReportFigure figure{
            members.text(each, "metric"), members.number(each, "value"), members.text(each, "sentence"), {}};
        for (const auto& id : members.list(each, "cases")) figure.behind.push_back({id.text});
        out.push_back(std::move(figure));
    }
    return out;
}

std::vector<ReportRate> read_rates(Members& members, const Json& json) {
    std::vector<ReportRate> out;
    for (const auto& each : members.list(json, "rates"))
        out.push_back({members.text(each, "metric"),
                       {members.number(each, "numerator"), members.number(each, "denominator")},
                       members.text(each, "sentence")});
    return out;
}

}  // namespace

Json report_json(const ReportFacts& facts, const WrittenReport& report) {
    auto out = json_object();
    put(out, "year", facts.year);
    put(out, "as_of", facts.as_of);
    put(out, "cut_off", facts.cut_off);
    put(out, "division", facts.division);
    put(out, "area", facts.area_name);
    put(out, "text", report.text);
    put(out, "figures", figures_json(report.figures));
    put(out, "rates", rates_json(report.rates));
    put(out, "edition", json_null());
    return out;
}

Json frozen_json(const FrozenReport& frozen) {
    auto out = json_object();
    put(out, "year", frozen.year);
    put(out, "as_of", frozen.as_of);
    put(out, "cut_off", frozen.cut_off);
    put(out, "division", frozen.division);
    put(out, "area", frozen.area_name);
    put(out, "journal_hash", frozen.journal_hash);
    auto policies = json_list();
    for (const auto& policy : frozen.policies) {
        auto each = json_object();
        put(each, "from", policy.from);
        put(each, "id", policy.id);
        put(each, "version", policy.version);
        add(policies, std::move(each));
    }
    put(out, "policies", std::move(policies));
    put(out, "calendar_version", frozen.calendar_version);
    put(out, "program", frozen.program);
    put(out, "text", frozen.report.text);
    put(out, "markdown", frozen.report.markdown);
    put(out, "sentences", frozen.report.sentences);
    put(out, "figures", figures_json(frozen.report.figures));
    put(out, "rates", rates_json(frozen.report.rates));
    put(out, "template_digest", frozen.template_digest);
    put(out, "template", frozen.template_text);
    return out;
}

Result<FrozenReport> read_frozen(std::string_view text) {
    const auto json = parse_json(text, max_edition_bytes);
    if (!json) return json.refusal();
    std::string fault;
    Members members{fault};
    FrozenReport out;
    out.year = static_cast<int>(members.number(*json, "year"));
    out.as_of = members.date(*json, "as_of");
    out.cut_off = members.number(*json, "cut_off");
    if (const auto division = Division::parse(members.text(*json, "division")))
        out.division = *division;
    else
        members.missing("division");
    out.area_name = members.text(*json, "area");
    out.journal_hash = members.text(*json, "journal_hash");
    for (const auto& each : members.list(*json, "policies")) {
        const auto* from = each.find("from");
        const bool is_dated = from && from->kind == Json::Kind::string;
        out.policies.push_back({is_dated ? std::optional{members.date(each, "from")} : std::nullopt,
                                members.text(each, "id"), static_cast<int>(members.number(each, "version"))});
    }
    out.calendar_version = static_cast<int>(members.number(*json, "calendar_version"));
    out.program = members.text(*json, "program");
    out.report.text = members.text(*json, "text");
    out.report.markdown = members.text(*json, "markdown");
    for (const auto& sentence : members.list(*json, "sentences")) out.report.sentences.push_back(sentence.text);
    out.report.figures = read_figures(members, *json);
    out.report.rates = read_rates(members, *json);
    out.template_digest = members.text(*json, "template_digest");
    out.template_text = members.text(*json, "template");
    if (!fault.empty()) return refuse("missing_field", fault);
    return out;
}

}  // namespace tiaojie
