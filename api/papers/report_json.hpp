// Reports and their frozen editions as JSON, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/papers/report_writer.hpp"
#include "api/wire/json_reader.hpp"

namespace tiaojie {

struct PolicyVersion {
    std::optional<Date> from{};  // none: the one that the store started with
    std::string id{};
    int version{};
    friend bool operator==(const PolicyVersion&, const PolicyVersion&) = default;
};

// All that a frozen edition keeps: what it said, and what it takes to compute it again.
struct FrozenReport {
    int year{};
    Division division{};
    std::string area_name{};
    Date as_of{};
    std::int64_t cut_off{};
    std::string journal_hash{};  // at the cut-off, hex
    std::vector<PolicyVersion> policies{};
    int calendar_version{};
    std::string template_digest{};  // SM3, hex
    std::string template_text{};
    std::string program{};
    WrittenReport report{};
};

// {"year", "as_of", "cut_off", "division", "text", "figures", "rates", "edition": null}
Json report_json(const ReportFacts& facts, const WrittenReport& report);

Json frozen_json(const FrozenReport& frozen);
Result<FrozenReport> read_frozen(std::string_view text);

}  // namespace tiaojie
