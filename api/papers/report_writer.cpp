#include "api/papers/report_writer.hpp"

#include <algorithm>
#include <exception>
#include <kainjow/mustache.hpp>
#include <set>

#include "core/words/refusal.hpp"
#include "core/words/text.hpp"

namespace tiaojie {
namespace {

using kainjow::mustache::data;

// A number leaves the template between these marks: \x01 metric \x02 value \x03. No text of people can hold them.
constexpr char mark_begin = '\x01';
constexpr char mark_middle = '\x02';
constexpr char mark_end = '\x03';

std::string marked(const std::string& metric, const std::string& shown) {
    return mark_begin + metric + mark_middle + shown + mark_end;
}

std::string number(const std::string& metric, std::int64_t value) { return marked(metric, std::to_string(value)); }

constexpr std::string_view rate_metric = "settled/screened";

std::string tag_of(std::string metric) {
    std::replace(metric.begin(), metric.end(), '.', '_');
    return metric;
}

// Names in a row with a comma (、) between them: `{{#list}}{{name}}{{^last}}、{{/last}}{{/list}}`.
data named(const std::string& name, const std::string& number_text, bool is_last) {
    data out{data::type::object};
    out.set("name", name);
    out.set("number", number_text);
    out.set("last", is_last);
    return out;
}

data names_list(const std::vector<std::string>& names) {
    data out{data::type::list};
    for (const auto& name : names) out.push_back(named(name, {}, &name == &names.back()));
    return out;
}

struct Entry {
    std::string metric;
    std::string name;
};

// Of the metrics those that are not zero.
data numbers_list(const ReportFacts& facts, const std::vector<Entry>& entries) {
    std::vector<const Entry*> there;
    for (const auto& entry : entries)
        if (facts.has(entry.metric)) there.push_back(&entry);
    data out{data::type::list};
    for (const auto* entry : there)
        out.push_back(named(entry->name, number(entry->metric, facts.value(entry->metric)), entry == there.back()));
    return out;
}

template <class E>
std::vector<Entry> settled_by(std::size_t how_many) {
    std::vector<Entry> out;
    for (std::size_t i = 0; i < how_many; ++i)
        out.push_back({"settled." + std::string{Terms<E>::all[i].name}, std::string{Terms<E>::all[i].chinese}});
    return out;
}

constexpr std::size_t village_rungs = 3;

std::string month_and_day(Date day) { return std::to_string(day.month()) + "月" + std::to_string(day.day()) + "日"; }

void set_consultations(data& out, const Consultations& consultations, const std::string& metric) {
    out.set("has_consultations", consultations.held > 0);
    out.set("consultations", number(metric, consultations.held));
    out.set("weekly", consultations.weekly);
}

data campaigns_list(const ReportFacts& facts) {
    data out{data::type::list};
    for (const auto& [campaign, consultations] : facts.campaigns) {
        data each{data::type::object};
        each.set("name", campaign.name);
        each.set("start", month_and_day(campaign.from));
        each.set("until",
                 campaign.until.year() == facts.year ? month_and_day(campaign.until) : campaign.until.chinese());
        each.set("by_months", campaign.months.has_value());
        each.set("months", campaign.months ? chinese_number(*campaign.months) + "个月" : std::string{});
        set_consultations(each, consultations, "consultations." + campaign.id.text);
        out.push_back(each);
    }
    return out;
}

data model_of(const ReportFacts& facts) {
    data out{data::type::object};
    for (const auto& metric : report_metrics()) {
        if (metric.key == "consultations") continue;
        out.set(tag_of(metric.key), number(metric.key, facts.value(metric.key)));
        out.set("has_" + tag_of(metric.key), facts.has(metric.key));
    }
    out.set("year", std::to_string(facts.year));
    out.set("area", facts.area_name);
    out.set("as_of", facts.as_of.chinese());
    out.set("year_over", facts.as_of >= facts.to());
    out.set("as_of_later", facts.as_of > facts.to());
    out.set("screening_held", facts.screening_held);
    out.set("success_rate", marked(std::string{rate_metric}, facts.success_rate().text()));
    out.set("has_campaigns", !facts.campaigns.empty());
    out.set("campaigns", campaigns_list(facts));
    out.set("weekly_in_campaign", std::any_of(facts.campaigns.begin(), facts.campaigns.end(),
                                              [](const CampaignFacts& each) { return each.consultations.weekly; }));
    set_consultations(out, facts.consultations, "consultations");
    out.set(
        "unsettled",
        numbers_list(
            facts, {{"pending", "在办"}, {"terminated", "终止调解"}, {"withdrawn", "撤回"}, {"refused", "不予受理"}}));
    out.set("has_unsettled", facts.value("settled") != facts.value("screened"));
    out.set("levels", numbers_list(facts, settled_by<Level>(Terms<Level>::all.size())));
    out.set("rungs", numbers_list(facts, settled_by<Stage>(village_rungs)));
    out.set("has_forces", facts.has("committees") || facts.has("mediators"));
    out.set("regional_names", names_list(facts.regional_bodies));
    out.set("trade_names", names_list(facts.trade_bodies));
    return out;
}

// What a template may name: everything in the model of a report, and the members of its lists.
std::set<std::string> known_tags() {
    std::set<std::string> out{"year",
                              "area",
                              "as_of",
                              "year_over",
                              "as_of_later",
                              "screening_held",
                              "success_rate",
                              "has_campaigns",
                              "campaigns",
                              "has_consultations",
                              "consultations",
                              "weekly",
                              "unsettled",
                              "has_unsettled",
                              "levels",
                              "rungs",
                              "has_forces",
                              "regional_names",
                              "trade_names",
                              "name",
                              "number",
                              "last",
                              "start",
                              "until",
                              "by_months",
                              "months",
                              "weekly_in_campaign"};
    for (const auto& metric : report_metrics()) {
        out.insert(tag_of(metric.key));
        out.insert("has_" + tag_of(metric.key));
    }
    return out;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        out.emplace_back(trimmed(text.substr(0, end)));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

// An empty line of the template; one that a section leaves empty is none.
constexpr std::string_view paragraph_end = "\x04";

std::string without_comments(std::string_view text) {
    std::string out;
    for (const auto& line : lines_of(text))
        if (!line.starts_with("//")) out += (line.empty() ? std::string{paragraph_end} : line) + "\n";
    return out;
}

// The first tag that names nothing, if any. Mustache itself would pass over it in silence, and a misspelt number would
// be missing from the report.
std::optional<std::string> unknown_tag(std::string_view text) {
    static const auto known = known_tags();
    for (auto at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
        const auto end = text.find("}}", at);
        if (end == std::string_view::npos) return "{{";
        std::string tag{trimmed(text.substr(at + 2, end - at - 2))};
        if (!tag.empty() && (tag[0] == '#' || tag[0] == '^' || tag[0] == '/'))
            tag = std::string{trimmed(std::string_view{tag}.substr(1))};
        if (!known.contains(tag)) return tag;
        at = end + 2;
    }
    return std::nullopt;
}

Result<std::string> rendered(const ReportFacts& facts, const std::string& text) {
    try {
        kainjow::mustache::mustache filled{text};
        if (!filled.is_valid()) return refuse("bad_value", "template", filled.error_message());
        filled.set_custom_escape([](const std::string& value) { return value; });
        auto out = filled.render(model_of(facts));
        if (!filled.is_valid()) return refuse("bad_value", "template", filled.error_message());
        return out;
    } catch (const std::exception& error) {
        return refuse("bad_value", "template", error.what());
    }
}

struct Block {
    bool is_heading{false};
    std::string text{};
};

// A line that begins with `# ` is a heading; lines that follow each other make one paragraph. A heading without a
// paragraph is left out.
std::vector<Block> blocks_of(const std::string& text) {
    std::vector<Block> out;
    bool open = false;
    for (const auto& line : lines_of(text)) {
        if (line.empty()) continue;
        const bool is_end = line == paragraph_end;
        const bool is_heading = line.starts_with("# ");
        if (is_heading) {
            if (!out.empty() && out.back().is_heading) out.pop_back();
            out.push_back({true, std::string{trimmed(line.substr(2))}});
        } else if (!is_end && open) {
            out.back().text += line;
        } else if (!is_end) {
            out.push_back({false, line});
        }
        open = !is_heading && !is_end;
    }
    if (!out.empty() && out.back().is_heading) out.pop_back();
    return out;
}

std::string unmarked(std::string_view text) {
    std::string out;
    bool in_name = false;
    for (const char c : text) {
        if (c == mark_begin) in_name = true;
        if (!in_name && c != mark_end) out += c;
        if (c == mark_middle) in_name = false;
    }
    return out;
}

std::vector<std::string_view> sentences_of(std::string_view paragraph) {
    constexpr std::string_view stop = "。";
    std::vector<std::string_view> out;
    while (!paragraph.empty()) {
        const auto at = paragraph.find(stop);
        const auto size = at == std::string_view::npos ? paragraph.size() : at + stop.size();
        out.push_back(paragraph.substr(0, size));
        paragraph.remove_prefix(size);
    }
    return out;
}

// Finds the numbers of a sentence by their marks.
void collect(const ReportFacts& facts, std::string_view sentence, WrittenReport& report) {
    const auto plain = unmarked(sentence);
    for (auto at = sentence.find(mark_begin); at != std::string_view::npos; at = sentence.find(mark_begin, at + 1)) {
        const auto middle = sentence.find(mark_middle, at);
        const std::string metric{sentence.substr(at + 1, middle - at - 1)};
        const auto has = [&](const auto& found) {
            return std::any_of(found.begin(), found.end(), [&](const auto& each) { return each.metric == metric; });
        };
        if (metric == rate_metric) {
            if (!has(report.rates)) report.rates.push_back({metric, facts.success_rate(), plain});
        } else if (!has(report.figures)) {
            const auto shown = sentence.substr(middle + 1, sentence.find(mark_end, middle) - middle - 1);
            report.figures.push_back({metric, std::stoll(std::string{shown}), plain, {}});
        }
    }
}

}  // namespace

Result<WrittenReport> write_report(const ReportFacts& facts, std::string_view template_text) {
    if (template_text.size() > max_template_bytes) return refuse("bad_value", "template", "模板过大");
    const auto text = without_comments(template_text);
    if (const auto tag = unknown_tag(text)) return refuse("bad_value", "template", "模板中没有可用的标签：" + *tag);
    const auto filled = rendered(facts, text);
    if (!filled) return filled.refusal();
    WrittenReport report;
    for (const auto& block : blocks_of(*filled)) {
        const auto plain = unmarked(block.text);
        if (!report.markdown.empty()) report.markdown += "\n";
        report.text += (block.is_heading ? "" : "　　") + plain + "\n";
        report.markdown += (block.is_heading ? "## " : "") + plain + "\n";
        if (block.is_heading) continue;
        for (const auto sentence : sentences_of(block.text)) {
            report.sentences.push_back(unmarked(sentence));
            collect(facts, sentence, report);
        }
    }
    return report;
}

}  // namespace tiaojie
