#include "core/counting/metrics.hpp"

#include <algorithm>

namespace tiaojie {

namespace {

// What one case adds to a number. Flows are counted from flow events.
std::int64_t added(Metric metric, const Facts& f) {
    switch (metric) {
        case Metric::screened:
            return 1;
        case Metric::accepted:
            return f.accepted;
        case Metric::refused:
            return f.status == Status::refused;
        case Metric::mediated:
            return f.mediated;
        case Metric::settled:
            return f.status == Status::settled;
        case Metric::terminated:
            return f.status == Status::terminated;
        case Metric::withdrawn:
            return f.status == Status::withdrawn;
        case Metric::pending:
            return is_pending(f.status);
        case Metric::struck_off:
            return f.struck_off;
        case Metric::reopened:
            return f.reopened;
        case Metric::performed:
            return f.performed;
        case Metric::confirmed:
            return f.confirmed;
        case Metric::on_time:
            return f.on_time;
        case Metric::overdue:
            return f.overdue;
        case Metric::oral:
            return f.form == Form::oral;
        case Metric::written:
            return f.form == Form::written;
        case Metric::people:
            return f.people.value_or(0);
        case Metric::amount:
            return f.amount.value_or(0);
        case Metric::flow_settled:
        case Metric::flow_terminated:
            return 0;
    }
    return 0;
}

using enum MetricKind;
constexpr auto terms = std::to_array<MetricTerm>({
    {"screened", "排查", case_count, "期间内登记的案件（按申请或发现之日），并案的不计", Metric::screened},
    {"accepted", "受理", case_count, "其中截至统计日已受理的", Metric::accepted},
    {"refused", "不予受理", case_count, "其中截至统计日为不予受理的", Metric::refused},
    {"mediated", "调处", case_count, "其中截至统计日已进入任一调解层级的", Metric::mediated},
    {"settled", "化解", case_count, "其中截至统计日状态为已化解的", Metric::settled},
    {"terminated", "终止调解", case_count, "其中截至统计日为终止调解的", Metric::terminated},
    {"withdrawn", "撤回", case_count, "其中截至统计日已撤回的", Metric::withdrawn},
    {"pending", "在办", case_count, "其中截至统计日为已登记、调解中或中止的", Metric::pending},
    {"struck_off", "销号", case_count, "其中截至统计日销号标记有效的", Metric::struck_off},
    {"reopened", "反弹", case_count, "其中截至统计日曾恢复调解至少一次的", Metric::reopened},
    {"performed", "履行完毕", case_count, "已化解且约定义务全部履行的，未约定义务视为履行", Metric::performed},
    {"confirmed", "司法确认", case_count, "已化解且现行协议经法院确认有效的", Metric::confirmed},
    {"on_time", "按期化解", case_count, "已化解且在调解总期限届满日或之前化解的", Metric::on_time},
    {"overdue", "逾期", case_count, "在办且受理、本级或总期限已逾期的", Metric::overdue},
    {"oral", "口头协议", case_count, "已化解且现行协议为口头的", Metric::oral},
    {"written", "书面协议", case_count, "已化解且现行协议为书面的", Metric::written},
    {"people", "涉及人数", case_sum, "期间内登记案件涉及人数（更正后）之和", Metric::people},
    {"amount", "涉及金额", case_sum, "期间内登记案件涉及金额（更正后）之和，单位元", Metric::amount},
    {"median_days", "化解用时中位数", median, "已化解案件自受理至化解的天数，取两个居中值的较小者"},
    {"screening_rounds", "排查次数", office, "期间内开展排查的次数，含零报告"},
    {"committees", "人民调解委员会", office, "统计日存续的村（社区）和镇调委会"},
    {"mediators", "人民调解员", office, "统计日在任的人民调解员，含各类调解组织"},
    {"mediators_full_time", "专职人民调解员", office, "其中专职的"},
    {"regional_bodies", "区域性调解组织", office, "统计日存续的区域性调解组织"},
    {"trade_bodies", "行业性专业性调解组织", office, "统计日存续的行业性专业性调解组织"},
    {"elders", "乡贤", office, "统计日在册的乡贤"},
    {"flow.registered", "当期登记", case_count, "期间内登记的案件，并案的不计", Metric::screened},
    {"flow.settled", "当期化解", case_count, "期间内曾达成协议的案件，不论何年登记，每案计一次", Metric::flow_settled},
    {"flow.terminated", "当期终止", case_count, "期间内曾终止调解的案件，不论何年登记，每案计一次",
     Metric::flow_terminated},
});

// Every number that adds up is found under a key, and no key leads past the last of them.
constexpr bool each_sum_has_its_key() {
    std::array<bool, metric_count> found{};
    for (const auto& term : terms) {
        if (!term.sum) continue;
        if (static_cast<std::size_t>(*term.sum) >= metric_count) return false;
        found[static_cast<std::size_t>(*term.sum)] = true;
    }
    return std::find(found.begin(), found.end(), false) == found.end();
}
static_assert(each_sum_has_its_key());

}  // namespace

Values values_of(const Facts& f) {
    Values out{};
    if (f.status == Status::merged) return out;
    for (std::size_t m = 0; m < metric_count; ++m) out[m] = added(static_cast<Metric>(m), f);
    return out;
}

std::span<const MetricTerm> metric_terms() { return terms; }

const MetricTerm* find_metric(std::string_view key) {
    for (const auto& term : metric_terms())
        if (term.key == key) return &term;
    return nullptr;
}

std::optional<Metric> additive_metric(std::string_view key) {
    const auto* term = find_metric(key);
    return term == nullptr ? std::nullopt : term->sum;
}

bool is_flow(Metric metric) { return metric == Metric::flow_settled || metric == Metric::flow_terminated; }

namespace {
constexpr std::array<std::string_view, 10> split_names{"none", "stage", "type",  "source", "division",
                                                       "org",  "form",  "month", "days",   "level"};
}

std::string_view name(Split split) { return split_names[static_cast<std::size_t>(split)]; }

std::optional<Split> parse_split(std::string_view text) {
    for (std::size_t i = 1; i < split_names.size(); ++i)
        if (split_names[i] == text && static_cast<Split>(i) != Split::days) return static_cast<Split>(i);
    return std::nullopt;
}

std::int64_t part_of(Split split, const Facts& f, Date registered, std::int64_t org) {
    switch (split) {
        case Split::none:
            return 0;
        case Split::stage:
            return f.stage ? static_cast<std::int64_t>(*f.stage) : no_part;
        case Split::level:
            return f.stage ? static_cast<std::int64_t>(level_of(*f.stage)) : no_part;
        case Split::type:
            return static_cast<std::int64_t>(f.type);
        case Split::source:
            return static_cast<std::int64_t>(f.source);
        case Split::division:
            return f.division.code;
        case Split::org:
            return org;
        case Split::form:
            return f.form ? static_cast<std::int64_t>(*f.form) : no_part;
        case Split::month:
            return registered.year_month();
        case Split::days:
            return f.days ? *f.days : no_part;
    }
    return no_part;
}

std::string part_name(Split split, std::int64_t part) {
    if (part == no_part) return "none";
    switch (split) {
        case Split::stage:
            return std::string{name(static_cast<Stage>(part))};
        case Split::level:
            return std::string{name(static_cast<Level>(part))};
        case Split::type:
            return std::string{name(static_cast<DisputeType>(part))};
        case Split::source:
            return std::string{name(static_cast<Source>(part))};
        case Split::form:
            return std::string{name(static_cast<Form>(part))};
        case Split::month:
            return Date::of(static_cast<int>(part / 100), static_cast<unsigned>(part % 100), 1).text().substr(0, 7);
        case Split::none:
        case Split::division:
        case Split::org:
        case Split::days:
            return std::to_string(part);
    }
    return {};
}

std::optional<std::int64_t> Tally::median_days() const {
    std::int64_t count = 0;
    for (const auto& [days, n] : settled_after_days) count += n;
    std::int64_t seen = 0;
    for (const auto& [days, n] : settled_after_days) {
        seen += n;
        if (n > 0 && seen >= (count + 1) / 2) return days;
    }
    return std::nullopt;
}

std::string Rate::text() const {
    if (denominator == 0) return "—";
    if (numerator == denominator) return "100%";
    if (numerator == 0) return "0%";
    // Tenths of a percent, half up; counts stay far below the limit of 64 bits.
    auto tenths = (numerator * 2000 + denominator) / (denominator * 2);
    if (numerator < denominator) tenths = std::clamp<std::int64_t>(tenths, 1, 999);
    std::string out = std::to_string(tenths / 10);
    if (tenths % 10 != 0) out += "." + std::to_string(tenths % 10);
    return out + "%";
}

}  // namespace tiaojie
