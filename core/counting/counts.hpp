// Rollups: signed changes per registration month, day of the change, split and part, added up over timelines. Any
// period, area, split and as-of date is a sum over them; no case is looked at.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/counting/metrics.hpp"
#include "core/counting/timeline.hpp"

namespace tiaojie {

// One partition holds a town's cases registered in one month (for flows: settled or terminated in it).
struct Partition {
    std::int64_t town{};
    std::int32_t month{};  // 202110
    friend auto operator<=>(const Partition&, const Partition&) = default;
};

struct Change {
    Split split{};
    Date day{};
    std::int64_t part{};
    Metric metric{};
    std::int64_t n{};
    friend bool operator==(const Change&, const Change&) = default;
};

using Changes = std::map<Partition, std::vector<Change>>;

// Adds to `changes` what the difference between the two timelines of one case changes. `before` may be empty.
void add_difference(Changes& changes, const Timeline& before, const Timeline& after);

// In order, equal keys added up, zeros left out: the one form of a set of changes.
void normalise(std::vector<Change>& changes);

std::string encode(const std::vector<Change>& normalised);
std::optional<std::vector<Change>> decode_changes(std::string_view bytes);  // nothing: the bytes are no changes

// Adds the encoded changes of one split up to the day to the tally. False: the bytes are no changes.
bool add_changes(Tally& tally, std::string_view bytes, Split split, Date as_of);

// Adds one case as of the day; the same numbers without rollups.
void add_case(Tally& tally, const Timeline& timeline, Date as_of, Split split);

}  // namespace tiaojie
