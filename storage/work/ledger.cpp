#include "storage/work/ledger.hpp"

#include <algorithm>

#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/case/evolve.hpp"
#include "storage/journal/event_codec.hpp"
#include "storage/journal/journal.hpp"
#include "storage/rows/office_rows.hpp"
#include "storage/rows/rollups.hpp"
#include "storage/work/directory_reader.hpp"

namespace tiaojie::storage {
namespace {

// Eight bytes that stand for what was written until it is read back: a batch of millions must not stay in memory.
std::size_t fingerprint(std::string_view body, std::string_view personal, std::string_view hash) {
    const std::hash<std::string_view> of;
    return of(body) ^ (of(personal) * 31) ^ (of(hash) * 1021);
}

std::int64_t last_case_no(Database& db) {
    Query query{db, "SELECT coalesce(max(case_no), 0) FROM journal"};
    query.step();
    return query.integer(0);
}

// What the system made because the command named none.
std::optional<Made> made_by(const Command& command, const Event& event) {
    if (const auto* c = std::get_if<RegisterCase>(&command); c && !c->case_id)
        return Made{"case", std::get<CaseRegistered>(event).case_id};
    if (const auto* c = std::get_if<IssueSupervision>(&command); c && !c->notice)
        return Made{"notice", std::get<SupervisionIssued>(event).notice};
    if (const auto* c = std::get_if<HoldConsultation>(&command); c && !c->consultation)
        return Made{"consultation", std::get<ConsultationHeld>(event).consultation};
    return std::nullopt;
}

// The ids that the system makes carry these prefixes; by them a repeated command's answer knows what was made.
constexpr const char* case_prefix = "case-";
constexpr const char* notice_prefix = "notice-";
constexpr const char* consultation_prefix = "consultation-";

std::optional<Made> made_before(const Event& event) {
    if (const auto* e = std::get_if<CaseRegistered>(&event); e && e->case_id.text.starts_with(case_prefix))
        return Made{"case", e->case_id};
    if (const auto* e = std::get_if<SupervisionIssued>(&event); e && e->notice.text.starts_with(notice_prefix))
        return Made{"notice", e->notice};
    if (const auto* e = std::get_if<ConsultationHeld>(&event);
        e && e->consultation.text.starts_with(consultation_prefix))
        return Made{"consultation", e->consultation};
    return std::nullopt;
}

std::int64_t town_of(const CaseState& state) { return state.division.town().code; }

// Every town that the case has ever been recorded in, also for a part of a day only.
std::set<std::int64_t> towns_in(const std::vector<Recorded>& events) {
    std::set<std::int64_t> towns;
    for (const auto& recorded : events) {
        if (const auto* e = std::get_if<CaseRegistered>(&recorded.event)) towns.insert(e->division.town().code);
        if (const auto* e = std::get_if<CaseCorrected>(&recorded.event))
            if (e->set.division) towns.insert(e->set.division->town().code);
    }
    return towns;
}

}  // namespace

CaseCache& case_cache(Store& store) {
    auto& kept = store.kept_cases();
    if (!kept) kept = std::make_shared<CaseCache>();
    return *kept;
}

Ledger::Ledger(Store& store, Date today, std::string recorded)
    : DirectoryReader(store),
      today_(today),
      recorded_(std::move(recorded)),
      transaction_(std::make_unique<Transaction>(store.db())),
      head_(store.head()),
      last_case_no_(last_case_no(store.db())),
      office_version_(Journal{store}.version_of_office()),
      cases_(case_cache(store).cases) {
    store_.refresh_rules();
    if (case_cache(store_).position != head_.position) cases_.clear();
    case_cache(store_).position = -1;  // until this unit of work is committed
}

// Given up: what was kept in memory for the next unit of work must not outlive it.
Ledger::~Ledger() {
    if (!transaction_) return;
    cases_.clear();
    transaction_.reset();
    if (!rules_touched_) return;
    try {
        store_.reload_rules();
    } catch (const std::exception&) {  // the next unit of work reads them again, and then says what is wrong
    }
}

std::optional<Earlier> Ledger::applied_before(const Id& id) {
    if (free_id_ == id.text) return std::nullopt;
    Query query{store_.db(), "SELECT " + Journal::columns() + " FROM journal WHERE id = ?", id.text};
    if (!query.step()) {
        free_id_ = id.text;
        return std::nullopt;
    }
    auto recorded = Journal{store_}.read(query);
    auto made = made_before(recorded.event);
    if (made) {
        Query named{store_.db(), "SELECT 1 FROM named_by_client WHERE position = ?", recorded.position};
        if (named.step()) made.reset();
    }
    return Earlier{std::move(recorded.by),
                   {recorded.position, recorded.version, std::string{event_name(recorded.event)},
                    case_of(recorded.event), std::move(made), true},
                   {query.integer(3)}};
}

Result<Applied> Ledger::execute(const Command& command, const Envelope& envelope) {
    if (envelope.id)
        if (auto before = applied_before(*envelope.id)) return std::move(before->applied);
    const auto& rules = store_.rules();
    const Context context{today_, *this, rules.policies, rules.calendar};
    auto decided = decide(command, envelope, context);
    if (!decided) return decided.refusal();

    Recorded recorded;
    recorded.position = head_.position + 1;
    recorded.at = envelope.at;
    recorded.recorded = recorded_;
    recorded.by = envelope.by;
    recorded.id = envelope.id;
    recorded.event = *std::move(decided);
    const auto case_id = case_of(recorded.event);
    std::int64_t case_no = 0;
    Division division;
    if (case_id) {
        auto* known = loaded(*case_id);
        case_no = known ? known->no : ++last_case_no_;
        recorded.version = known ? known->state->version + 1 : 1;
        const auto* registered = std::get_if<CaseRegistered>(&recorded.event);
        division = registered ? registered->division : known->state->division;
    } else {
        recorded.version = ++office_version_;
        const auto* issued = std::get_if<SupervisionIssued>(&recorded.event);
        division = issued ? case_state(issued->case_id)->division : division_of(store_.db(), recorded.event);
    }
    append(recorded, case_no, division);
    auto made = made_by(command, recorded.event);
    if (recorded.id && !made && made_before(recorded.event))
        Query{store_.db(), "INSERT INTO named_by_client VALUES (?)", recorded.position}.run();
    derive(recorded, case_no, division);
    if (std::holds_alternative<PolicySet>(recorded.event) || std::holds_alternative<CalendarLoaded>(recorded.event))
        rules_changed();
    return Applied{recorded.position, recorded.version, std::string{event_name(recorded.event)},
                   case_id,           std::move(made),  false};
}

void Ledger::derive(const Recorded& recorded, std::int64_t case_no, Division division) {
    if (const auto case_id = case_of(recorded.event)) {
        follow_case(*case_id, recorded, case_no);
        return;
    }
    project_office(store_.db(), recorded, division);
    organisations_.clear();
    organisation_numbers_.clear();
    mediators_.clear();
}

void Ledger::replay(const Recorded& recorded, std::int64_t case_no, Division division) {
    head_.position = recorded.position - 1;  // a case loaded again sees the journal only up to here
    derive(recorded, case_no, division);
}

void Ledger::append(const Recorded& recorded, std::int64_t case_no, Division division) {
    auto stored = encode_event(recorded.event, recorded.at.day);
    JournalRow row;
    row.position = recorded.position;
    row.case_no = case_no;
    row.version = recorded.version;
    row.division = division.code;
    row.event = std::move(stored.name);
    row.at = recorded.at.text;
    row.recorded = recorded.recorded;
    row.by = recorded.by;
    if (recorded.id) row.id = recorded.id->text;
    row.body = std::move(stored.body);
    if (!stored.personal.empty()) {
        row.personal = store_.secrets().encrypt(stored.personal, personal_context(row));
        row.seal = store_.secrets().seal(stored.personal);
    }
    row.hash = chain_hash(head_.hash, row);
    using Blob = Query::Blob;
    const auto blob = [](const std::string& bytes) {
        return bytes.empty() ? std::nullopt : std::optional{Blob{bytes}};
    };
    auto& db = store_.db();
    Query{db,
          "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          row.position,
          row.case_no,
          row.version,
          row.division,
          row.event,
          row.at,
          row.recorded,
          row.by,
          row.id,
          row.body,
          blob(row.personal),
          blob(row.seal),
          Blob{row.hash}}
        .run();
    written_.push_back(fingerprint(row.body, row.personal, row.hash));
    head_ = {row.position, row.hash, std::max(head_.latest, recorded.at.day)};
    head_moved_ = true;
    free_id_.reset();
}

// Read back before it counts: what cannot be read again as it was written must not be answered as saved.
void Ledger::read_back() {
    auto position = head_.position - static_cast<std::int64_t>(written_.size());
    Query back{store_.db(), "SELECT body, personal, hash FROM journal WHERE position > ? ORDER BY position", position};
    for (const auto expected : written_) {
        ++position;
        if (!back.step() || fingerprint(back.text(0), back.text(1), back.text(2)) != expected)
            throw StoreFault{FaultKind::damaged,
                             "写入后读回的内容不一致，已撤销：第" + std::to_string(position) + "条"};
    }
    written_.clear();
}

Ledger::Loaded* Ledger::loaded(const Id& id) {
    if (const auto found = cases_.find(id.text); found != cases_.end()) return &found->second;
    if (absent_case_ == id.text) return nullptr;
    std::int64_t no = 0;
    std::int64_t org = 0;
    {
        Query query{store_.db(), "SELECT no, org FROM cases WHERE id = ?", id.text};
        if (!query.step()) {
            absent_case_ = id.text;
            return nullptr;
        }
        no = query.integer(0);
        org = query.integer(1);
    }
    Loaded loaded;
    loaded.no = no;
    const auto events = Journal{store_}.of_case(no, head_.position);
    loaded.state = std::make_shared<CaseState>(fold(events));
    loaded.towns = towns_in(events);
    loaded.written = read_case_rows(store_.db(), no, *loaded.state, loaded.towns);
    loaded.timeline = loaded.written.timeline;
    loaded.timeline.org = org;
    return &cases_.emplace(id.text, std::move(loaded)).first->second;
}

void Ledger::follow_case(const Id& id, const Recorded& recorded, std::int64_t case_no) {
    if (cases_.size() > case_cache(store_).most) {
        flush();
        cases_.clear();
    }
    auto* found = loaded(id);
    if (!found) {
        Loaded fresh;
        fresh.no = case_no;
        fresh.state = std::make_shared<CaseState>();
        fresh.timeline.org = number_of(std::get<CaseRegistered>(recorded.event).org);
        found = &cases_.emplace(id.text, std::move(fresh)).first->second;
        absent_case_.reset();
    }
    evolve(*found->state, recorded);
    found->towns.insert(town_of(*found->state));
    follow(found->timeline, *found->state, store_.rules().view());
    if (!found->dirty) dirty_.push_back(found);
    found->dirty = true;
    if (std::holds_alternative<CaseAccepted>(recorded.event)) {
        const int year = recorded.at.day.year();
        set_sequence("cases/" + found->state->org.text, year, next_case_number(found->state->org, year));
    }
}

void Ledger::flush_case(Loaded& each) {
    add_difference(changes_, each.written.timeline, each.timeline);
    write_case_rows(store_, each.no, *each.state, each.timeline, each.towns, each.written);
    each.dirty = false;
}

void Ledger::flush() {
    for (auto* each : dirty_) flush_case(*each);
    dirty_.clear();
    for (const auto& [key, last] : sequences_)
        Query{store_.db(), "INSERT INTO sequences VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET last = excluded.last",
              key.first, key.second, last}
            .run();
    put_changes(store_.db(), changes_);
}

void Ledger::commit() {
    flush();
    read_back();
    if (head_moved_)
        Query{store_.db(), "UPDATE head SET position = ?, hash = ?, latest = ?", head_.position,
              Query::Blob{head_.hash}, head_.latest.days}
            .run();
    transaction_->commit();
    transaction_.reset();
    case_cache(store_).position = head_.position;
}

void Ledger::finish_replay() {
    rules_touched_ = true;
    flush();
}

void Ledger::commit_replay(const Head& head) {
    head_ = head;
    head_moved_ = true;
    commit();
}

// A new policy or calendar moves deadlines: every timeline is made anew.
void Ledger::rules_changed() {
    rules_touched_ = true;
    flush();
    cases_.clear();
    store_.reload_rules();
    std::vector<std::string> ids;
    {
        Query query{store_.db(), "SELECT id FROM cases ORDER BY no"};
        while (query.step()) ids.push_back(query.string(0));
    }
    for (const auto& id : ids) {
        auto* each = loaded(Id{id});
        each->timeline = timeline_of(Journal{store_}.of_case(each->no), each->timeline.org, store_.rules().view());
        flush_case(*each);
        cases_.erase(id);
    }
    put_changes(store_.db(), changes_);
}

bool Ledger::knows(Division division) {
    const auto found = divisions_.find(division.code);
    if (found != divisions_.end()) return found->second;
    return divisions_[division.code] = knows_division(store_.db(), division);
}

std::optional<Organisation> Ledger::organisation(const Id& id) {
    const auto found = organisations_.find(id.text);
    if (found != organisations_.end()) return found->second;
    return organisations_[id.text] = find_organisation(store_.db(), id);
}

std::int64_t Ledger::number_of(const Id& org) {
    const auto found = organisation_numbers_.find(org.text);
    if (found != organisation_numbers_.end()) return found->second;
    return organisation_numbers_[org.text] = organisation_number(store_.db(), org).value_or(0);
}

bool Ledger::has_pending_cases(const Id& org) {
    flush();
    return storage::has_pending_cases(store_.db(), org);
}

std::vector<Tenure> Ledger::mediator(const Id& id) {
    const auto found = mediators_.find(id.text);
    if (found != mediators_.end()) return found->second;
    return mediators_[id.text] = find_tenures(store_.db(), TenureRole::mediator, id);
}

std::shared_ptr<const CaseState> Ledger::case_state(const Id& id) {
    const auto* found = loaded(id);
    return found ? found->state : nullptr;
}

int Ledger::next_in_sequence(const std::string& owner, int year) {
    const auto found = sequences_.find({owner, year});
    if (found != sequences_.end()) return found->second + 1;
    Query query{store_.db(), "SELECT last FROM sequences WHERE owner = ? AND year = ?", owner, year};
    return query.step() ? static_cast<int>(query.integer(0)) + 1 : 1;
}

void Ledger::set_sequence(const std::string& owner, int year, int last) { sequences_[{owner, year}] = last; }

int Ledger::next_case_number(const Id& org, int year) { return next_in_sequence("cases/" + org.text, year); }
int Ledger::next_notice_number(Division town, int year) { return next_in_sequence("notices/" + town.text(), year); }

Id Ledger::new_case_id() {
    for (auto n = last_case_no_ + 1;; ++n) {
        Id id{case_prefix + std::to_string(n)};
        if (!loaded(id)) return id;
    }
}

Id Ledger::unused_id(const std::string& prefix, const std::string& table) {
    Query query{store_.db(), "SELECT coalesce(max(no), 0) FROM " + table};
    query.step();
    for (auto n = query.integer(0) + 1;; ++n) {
        Id id{prefix + std::to_string(n)};
        Query there{store_.db(), "SELECT 1 FROM " + table + " WHERE id = ?", id.text};
        if (!there.step()) return id;
    }
}

Id Ledger::new_notice_id() { return unused_id(notice_prefix, "notices"); }
Id Ledger::new_consultation_id() { return unused_id(consultation_prefix, "consultations"); }

}  // namespace tiaojie::storage
