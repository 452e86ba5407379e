#include "storage/journal/baseline.hpp"

#include <algorithm>

#include "storage/engine/fault.hpp"
#include "storage/journal/event_codec.hpp"
#include "storage/keys/sm3.hpp"

namespace tiaojie::storage {
namespace {

std::string divisions_text(const std::vector<DivisionName>& divisions) {
    std::string out;
    for (const auto& d : divisions) out += d.division.text() + "\t" + d.name + "\n";
    return out;
}

// A line each: the code, a tab, the name.
std::vector<DivisionName> divisions_from(std::string_view text) {
    std::vector<DivisionName> out;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const auto tab = line.find('\t');
        const auto code = Division::parse(line.substr(0, tab));
        if (!code || tab == std::string_view::npos) throw DecodeError{"divisions of the baseline"};
        out.push_back({*code, std::string{line.substr(tab + 1)}});
    }
    return out;
}

}  // namespace

Division area_of(Database& db) {
    Query query{db, "SELECT value FROM store WHERE name = 'area'"};
    if (!query.step()) throw StoreFault{FaultKind::damaged, "数据库缺少辖区设置"};
    return Division::parse(query.text(0)).value_or(Division{});
}

void write_baseline(Database& db, const Baseline& baseline) {
    const std::string put = "INSERT INTO baseline VALUES (?, ?)";
    Query{db, put, "divisions", divisions_text(baseline.divisions)}.run();
    Query{db, put, "calendar", encode_notice(baseline.calendar)}.run();
    Query{db, put, "policy", encode_policy(baseline.policy)}.run();
}

Baseline baseline_of(Database& db, const std::filesystem::path& file) {
    Baseline out;
    out.area = area_of(db);
    int kinds = 0;
    Query query{db, "SELECT kind, body FROM baseline"};
    try {
        for (; query.step(); ++kinds) {
            const auto body = query.text(1);
            if (query.text(0) == "calendar") out.calendar = decode_notice(body);
            if (query.text(0) == "policy") out.policy = decode_policy(body);
            if (query.text(0) == "divisions") out.divisions = divisions_from(body);
        }
    } catch (const DecodeError&) {
        kinds = 0;
    }
    if (kinds != 3 || fault_of(out.policy))
        throw StoreFault{FaultKind::damaged, "数据库的初始设置（区划、日历、政策）被改动，无法解读：" + file.string()};
    return out;
}

std::string genesis_of(Database& db) {
    std::string divisions;
    std::string calendar;
    std::string policy;
    Query query{db, "SELECT kind, body FROM baseline"};
    while (query.step()) {
        if (query.text(0) == "divisions") divisions = query.string(1);
        if (query.text(0) == "calendar") calendar = query.string(1);
        if (query.text(0) == "policy") policy = query.string(1);
    }
    return sm3({"tiaojie journal 1\n", area_of(db).text(), "\n", divisions, "\n", calendar, "\n", policy});
}

}  // namespace tiaojie::storage
