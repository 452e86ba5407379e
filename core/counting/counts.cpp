#include "core/counting/counts.hpp"

#include <algorithm>
#include <array>

#include "core/words/bytes.hpp"

namespace tiaojie {
namespace {

constexpr std::array<Split, 7> cohort_splits{Split::none,     Split::stage, Split::type, Split::source,
                                             Split::division, Split::org,   Split::form};
constexpr std::array<Split, 8> flow_splits{Split::none,     Split::stage, Split::type, Split::source,
                                           Split::division, Split::org,   Split::form, Split::month};

// What a case adds to one metric vector, and where.
struct Standing {
    const Facts* facts{nullptr};  // null: it is not there yet
    Values values{};
};

class Writer {
public:
    Writer(Changes& changes, const Timeline& timeline, std::int64_t sign)
        : changes_(changes), timeline_(timeline), sign_(sign) {}

    // On `day` the case goes from one standing to another; `month` is that of the partition.
    template <class Splits>
    void move(const Splits& splits, Date day, std::int32_t month, const Standing& before, const Standing& after) {
        auto* from = before.facts ? &partition(*before.facts, month) : nullptr;
        auto* to = after.facts ? &partition(*after.facts, month) : nullptr;
        for (const auto split : splits) {
            const auto part_before = before.facts ? part(split, *before.facts) : no_part;
            const auto part_after = after.facts ? part(split, *after.facts) : no_part;
            const bool same = from == to && part_before == part_after;
            for (std::size_t m = 0; m < metric_count; ++m) {
                const auto metric = static_cast<Metric>(m);
                if (same) {
                    put(*to, {split, day, part_after, metric, after.values[m] - before.values[m]});
                    continue;
                }
                if (from) put(*from, {split, day, part_before, metric, -before.values[m]});
                if (to) put(*to, {split, day, part_after, metric, after.values[m]});
            }
        }
    }

    void move_days(Date day, std::int32_t month, const Facts* before, const Facts* after) {
        if (before && before->days)
            put(partition(*before, month), {Split::days, day, *before->days, Metric::settled, -1});
        if (after && after->days) put(partition(*after, month), {Split::days, day, *after->days, Metric::settled, 1});
    }

private:
    std::vector<Change>& partition(const Facts& facts, std::int32_t month) {
        return changes_[{facts.division.town().code, month}];
    }
    std::int64_t part(Split split, const Facts& facts) const {
        return part_of(split, facts, timeline_.registered, timeline_.org);
    }
    void put(std::vector<Change>& to, Change change) const {
        change.n *= sign_;
        if (change.n != 0) to.push_back(change);
    }

    Changes& changes_;
    const Timeline& timeline_;
    std::int64_t sign_;
};

Values flow_values(const Facts& facts, FlowKind kind) {
    Values values{};
    const auto metric = kind == FlowKind::settled ? Metric::flow_settled : Metric::flow_terminated;
    of(values, metric) = facts.status != Status::merged;
    return values;
}

std::size_t segment_on(const Timeline& timeline, Date day) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < timeline.segments.size(); ++i)
        if (timeline.segments[i].from <= day) found = i;
    return found;
}

// All changes of the timeline from segment `first` on. The flows of which `anew` says so are put in full, the others
// only where they go on from there.
void put_timeline(Changes& changes, const Timeline& timeline, std::size_t first, const std::vector<bool>& anew,
                  std::int64_t sign) {
    Writer writer{changes, timeline, sign};
    const auto& segments = timeline.segments;
    const auto month = static_cast<std::int32_t>(timeline.registered.year_month());
    for (std::size_t i = first; i < segments.size(); ++i) {
        Standing before;
        if (i > 0) before = {&segments[i - 1].facts, values_of(segments[i - 1].facts)};
        const Standing after{&segments[i].facts, values_of(segments[i].facts)};
        writer.move(cohort_splits, segments[i].from, month, before, after);
        writer.move_days(segments[i].from, month, before.facts, after.facts);
    }
    for (std::size_t f = 0; f < timeline.flows.size(); ++f) {
        const auto& flow = timeline.flows[f];
        const auto flow_month = static_cast<std::int32_t>(flow.day.year_month());
        const auto at = segment_on(timeline, flow.day);
        const auto standing = [&](std::size_t i) {
            return Standing{&segments[i].facts, flow_values(segments[i].facts, flow.kind)};
        };
        if (anew[f]) writer.move(flow_splits, flow.day, flow_month, {}, standing(at));
        for (std::size_t i = anew[f] ? at + 1 : first; i < segments.size(); ++i)
            writer.move(flow_splits, segments[i].from, flow_month, standing(i - 1), standing(i));
    }
}

}  // namespace

void add_difference(Changes& changes, const Timeline& before, const Timeline& after) {
    std::size_t same = 0;
    while (same < before.segments.size() && same < after.segments.size() &&
           before.segments[same] == after.segments[same])
        ++same;
    // A flow that both have stays as it is where its first segment is one of those that are the same in both. (A
    // later event of its day can take that segment away again.)
    std::vector<bool> anew_before(before.flows.size(), true);
    std::vector<bool> anew_after(after.flows.size(), true);
    for (std::size_t f = 0; f < before.flows.size() && f < after.flows.size(); ++f) {
        const Date day = before.flows[f].day;
        const bool stays = before.flows[f] == after.flows[f] && same > 0 && segment_on(before, day) < same &&
                           segment_on(after, day) < same;
        anew_before[f] = anew_after[f] = !stays;
    }
    put_timeline(changes, before, same, anew_before, -1);
    put_timeline(changes, after, same, anew_after, 1);
}

namespace {

// The key of a change in two words that compare as the key does: parts are small or twelve-digit codes, never below -1.
struct Keyed {
    std::uint64_t first{};
    std::uint64_t second{};
    std::int64_t n{};
    friend bool operator<(const Keyed& a, const Keyed& b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    }
};

constexpr std::int64_t day_offset = std::int64_t{1} << 31;

Keyed keyed(const Change& c) {
    return {static_cast<std::uint64_t>(c.split) << 32 | static_cast<std::uint64_t>(c.day.days + day_offset),
            static_cast<std::uint64_t>(c.part + 1) << 8 | static_cast<std::uint64_t>(c.metric), c.n};
}

Change change_of(const Keyed& k) {
    return {static_cast<Split>(k.first >> 32),
            Date{static_cast<std::int32_t>(static_cast<std::int64_t>(k.first & 0xffffffff) - day_offset)},
            static_cast<std::int64_t>(k.second >> 8) - 1, static_cast<Metric>(k.second & 0xff), k.n};
}

}  // namespace

void normalise(std::vector<Change>& changes) {
    std::vector<Keyed> sorted;
    sorted.reserve(changes.size());
    for (const auto& change : changes) sorted.push_back(keyed(change));
    std::sort(sorted.begin(), sorted.end());
    changes.clear();
    for (std::size_t i = 0; i < sorted.size();) {
        Keyed sum = sorted[i];
        for (++i; i < sorted.size() && !(sum < sorted[i]); ++i) sum.n += sorted[i].n;
        if (sum.n != 0) changes.push_back(change_of(sum));
    }
}

// Day as the difference to the one before; part and metric as they are.
std::string encode(const std::vector<Change>& normalised) {
    std::string out;
    Date previous{};
    for (const auto& change : normalised) {
        put_unsigned(out, static_cast<std::uint64_t>(change.split));
        put_signed(out, change.day - previous);
        put_signed(out, change.part);
        put_unsigned(out, static_cast<std::uint64_t>(change.metric));
        put_signed(out, change.n);
        previous = change.day;
    }
    return out;
}

namespace {

// Whether the bytes could be read to their end.
template <class Function>
bool for_each_change(std::string_view bytes, Function&& f) {
    ByteReader reader{bytes};
    Date previous{};
    while (!reader.is_at_end()) {
        Change change;
        change.split = static_cast<Split>(reader.take_unsigned());
        change.day = previous + static_cast<int>(reader.take_signed());
        change.part = reader.take_signed();
        const auto metric = reader.take_unsigned();
        if (metric >= metric_count) reader.fail();
        change.metric = static_cast<Metric>(metric);
        change.n = reader.take_signed();
        if (!reader.is_good()) return false;
        previous = change.day;
        f(change);
    }
    return reader.is_good();
}

}  // namespace

std::optional<std::vector<Change>> decode_changes(std::string_view bytes) {
    std::vector<Change> out;
    if (!for_each_change(bytes, [&](const Change& change) { out.push_back(change); })) return std::nullopt;
    return out;
}

bool add_changes(Tally& tally, std::string_view bytes, Split split, Date as_of) {
    Values* part_values = nullptr;
    std::int64_t part = 0;
    return for_each_change(bytes, [&](const Change& change) {
        if (change.split != split || change.day > as_of) return;
        if (split == Split::none) {
            of(tally.totals, change.metric) += change.n;
        } else if (split == Split::days) {
            tally.settled_after_days[change.part] += change.n;
        } else {
            if (!part_values || part != change.part) {
                part = change.part;
                part_values = &tally.parts[part];
            }
            of(*part_values, change.metric) += change.n;
        }
    });
}

void add_case(Tally& tally, const Timeline& timeline, Date as_of, Split split) {
    const auto* facts = timeline.on(as_of);
    if (!facts || facts->status == Status::merged) return;
    const auto values = values_of(*facts);
    for (std::size_t m = 0; m < metric_count; ++m) tally.totals[m] += values[m];
    if (facts->days) ++tally.settled_after_days[*facts->days];
    if (split == Split::none) return;
    auto& part = tally.parts[part_of(split, *facts, timeline.registered, timeline.org)];
    for (std::size_t m = 0; m < metric_count; ++m) part[m] += values[m];
}

}  // namespace tiaojie
