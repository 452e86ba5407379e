#include "storage/journal/journal.hpp"

#include "core/case/event.hpp"
#include "storage/journal/event_codec.hpp"
#include "storage/keys/sm3.hpp"

namespace tiaojie::storage {
namespace {

void put(std::string& out, std::string_view part) {
    out += std::to_string(part.size());
    out += ':';
    out += part;
}

}  // namespace

StoreFault unreadable_event(std::int64_t position) {
    return {FaultKind::damaged,
            "第" + std::to_string(position) + "条流水无法解读，数据库已损坏（可用 tiaojie verify 查验）"};
}

Head journal_head(Database& db) {
    Query query{db, "SELECT position, hash, latest FROM head"};
    if (!query.step()) throw StoreFault{FaultKind::damaged, "数据库缺少流水末端记录"};
    return {query.integer(0), query.string(1), Date{static_cast<std::int32_t>(query.integer(2))}};
}

std::string Journal::columns() {
    return "position, case_no, version, division, event, at, recorded, by, id, body, personal, seal, hash";
}

JournalRow row_of(Query& query) {
    JournalRow row;
    row.position = query.integer(0);
    row.case_no = query.integer(1);
    row.version = query.integer(2);
    row.division = query.integer(3);
    row.event = query.string(4);
    row.at = query.string(5);
    row.recorded = query.string(6);
    row.by = query.string(7);
    if (!query.is_null(8)) row.id = query.string(8);
    row.body = query.string(9);
    row.personal = query.string(10);
    row.seal = query.string(11);
    row.hash = query.string(12);
    return row;
}

Recorded Journal::read(Query& query) {
    const auto row = row_of(query);
    try {
        const auto at = At::parse(row.at);
        if (!at) throw DecodeError{"time of event"};
        const auto personal =
            row.personal.empty() ? std::string{} : store_.secrets().decrypt(row.personal, personal_context(row));
        return {row.position,
                row.version,
                *at,
                row.recorded,
                row.by,
                row.id ? std::optional{Id{*row.id}} : std::nullopt,
                decode_event(row.event, row.body, personal)};
    } catch (const DecodeError&) {
        throw unreadable_event(row.position);
    } catch (const DecryptFault&) {
        throw unreadable_event(row.position);
    }
}

std::vector<Recorded> Journal::of_case(std::int64_t case_no, std::int64_t cut_off) {
    std::vector<Recorded> out;
    Query query{store_.db(),
                "SELECT " + columns() + " FROM journal WHERE case_no = ? AND position <= ? ORDER BY version", case_no,
                cut_off};
    while (query.step()) out.push_back(read(query));
    return out;
}

std::int64_t Journal::version_of_office() {
    Query query{store_.db(), "SELECT coalesce(max(version), 0) FROM journal WHERE case_no = 0"};
    query.step();
    return query.integer(0);
}

std::string personal_context(const JournalRow& row) {
    return std::to_string(row.case_no) + "/" + std::to_string(row.version) + "/" + row.event;
}

std::string chain_hash(const std::string& previous, const JournalRow& row) {
    std::string text;
    text.reserve(row.body.size() + 200);
    for (const auto number : {row.position, row.case_no, row.version, row.division}) put(text, std::to_string(number));
    put(text, row.event);
    put(text, row.at);
    put(text, row.recorded);
    put(text, row.by);
    put(text, row.id ? "+" + *row.id : "-");
    put(text, row.body);
    put(text, row.seal);
    return sm3({previous, text});
}

}  // namespace tiaojie::storage
