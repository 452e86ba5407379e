#include "storage/engine/schema.hpp"

#include <array>
#include <string>

#include "core/words/vocabulary.hpp"

namespace tiaojie::storage {
namespace {

// What `pending_sql` writes as numbers, since it must stay the text of an index that lies in every store.
constexpr std::array pending_statuses{Status::registered, Status::mediating, Status::suspended};
static_assert(static_cast<int>(pending_statuses[0]) == 0 && static_cast<int>(pending_statuses[1]) == 2 &&
              static_cast<int>(pending_statuses[2]) == 3);
constexpr bool are_all_that_pend() {
    for (const auto& term : Terms<Status>::all) {
        bool is_listed = false;
        for (const auto status : pending_statuses) is_listed = is_listed || status == term.value;
        if (is_listed != is_pending(term.value)) return false;
    }
    return true;
}
static_assert(are_all_that_pend());

// --- the truth -------------------------------------------------------------------------------------------------
constexpr const char* canonical = R"sql(
CREATE TABLE store (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE baseline (kind TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;  -- divisions, calendar, policy

CREATE TABLE journal (
    position  INTEGER PRIMARY KEY,
    case_no   INTEGER NOT NULL,      -- 0: the office
    version   INTEGER NOT NULL,      -- within the case, or the office, from 1
    division  INTEGER NOT NULL,      -- the partition: whose register this belongs to; 0: the whole store
    event     TEXT NOT NULL,
    at        TEXT NOT NULL,         -- when it happened
    recorded  TEXT NOT NULL,         -- when it was entered
    by        TEXT NOT NULL,
    id        TEXT,                  -- the client's own
    body      TEXT NOT NULL,
    personal  BLOB,                  -- encrypted; may be erased one day, the seal stays
    seal      BLOB,                  -- keyed digest of the personal part: stands for it in the chain
    hash      BLOB NOT NULL,         -- SM3 over the event before and all of the above but `personal`
    UNIQUE (case_no, version)
);
CREATE UNIQUE INDEX journal_id ON journal (id) WHERE id IS NOT NULL;
CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;

-- Events whose client chose an id of the form that the system gives: so that a repeated command is answered as before.
CREATE TABLE named_by_client (position INTEGER PRIMARY KEY);

CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL, hash BLOB NOT NULL,
    latest INTEGER NOT NULL);         -- the latest day on which anything recorded happened

CREATE TABLE editions (
    edition TEXT PRIMARY KEY, year INTEGER NOT NULL, number INTEGER NOT NULL, frozen TEXT NOT NULL,
    body TEXT NOT NULL, hash BLOB NOT NULL, UNIQUE (year, number)
);
CREATE TRIGGER editions_keep BEFORE UPDATE ON editions BEGIN SELECT RAISE(ABORT, 'an edition is never changed'); END;
CREATE TRIGGER editions_stay BEFORE DELETE ON editions BEGIN SELECT RAISE(ABORT, 'an edition is never removed'); END;
)sql";

// --- who may use it, and what they did: canonical too -----------------------------------------------------------
constexpr const char* canonical_access = R"sql(
CREATE TABLE accounts (
    account TEXT PRIMARY KEY, role TEXT NOT NULL, area INTEGER NOT NULL, mediator TEXT,
    must_change INTEGER NOT NULL,     -- the first password, or one that was reset
    disabled INTEGER NOT NULL DEFAULT 0, approved INTEGER NOT NULL, created TEXT NOT NULL,
    second_factor_on INTEGER NOT NULL DEFAULT 0,    -- confirmed with a first code
    second_factor_step INTEGER NOT NULL DEFAULT 0,  -- the last one used: none is used twice
    password TEXT NOT NULL,           -- Argon2id
    second_factor BLOB                -- encrypted
) WITHOUT ROWID;
CREATE TABLE recovery_codes (account TEXT, digest BLOB, PRIMARY KEY (account, digest)) WITHOUT ROWID;
CREATE TABLE second_factor_roles (role TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE failures (               -- failed sign-ins by a keyed digest of the name, also of names that do not exist
    name BLOB PRIMARY KEY, count INTEGER NOT NULL, last INTEGER NOT NULL, locked_until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX failures_last ON failures (last);

CREATE TABLE sessions (
    digest BLOB PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL, awaits_code INTEGER NOT NULL,
    created INTEGER NOT NULL, seen INTEGER NOT NULL, expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_account ON sessions (account);
CREATE TABLE tokens (
    digest BLOB PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL, name TEXT NOT NULL,
    read_only INTEGER NOT NULL, area INTEGER, created INTEGER NOT NULL, seen INTEGER NOT NULL, expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX tokens_account ON tokens (account);
CREATE TABLE feeds (
    digest BLOB PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL, created TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX feeds_account ON feeds (account);

CREATE TABLE webhooks (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, area INTEGER NOT NULL,
    events TEXT NOT NULL, active INTEGER NOT NULL, created TEXT NOT NULL,
    url BLOB NOT NULL, secret BLOB NOT NULL  -- encrypted
);
CREATE TABLE deliveries (
    number INTEGER PRIMARY KEY AUTOINCREMENT, webhook TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    key TEXT NOT NULL,                -- the occasion: nothing is sent twice
    event TEXT NOT NULL, payload TEXT NOT NULL, status TEXT NOT NULL, attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL, last_status INTEGER, last_error TEXT, created TEXT NOT NULL, sent TEXT,
    UNIQUE (webhook, key)
);
CREATE INDEX deliveries_webhook ON deliveries (webhook);
CREATE INDEX deliveries_status ON deliveries (status);
CREATE INDEX deliveries_due ON deliveries (next_at) WHERE status = 'waiting';
CREATE INDEX deliveries_next ON deliveries (webhook, next_at) WHERE status = 'waiting';

CREATE TABLE audit (
    position INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, session TEXT NOT NULL, peer TEXT NOT NULL,
    action TEXT NOT NULL, object TEXT NOT NULL, detail TEXT NOT NULL, outcome TEXT NOT NULL,
    hash BLOB NOT NULL                -- SM3 over the entry before and all of the above
);
CREATE INDEX audit_day ON audit (substr(at, 1, 10));
CREATE INDEX audit_actor ON audit (actor);
CREATE INDEX audit_action ON audit (action);
CREATE INDEX audit_object ON audit (object);
CREATE INDEX audit_refused ON audit (outcome) WHERE outcome = 'refused';
CREATE TABLE audit_head (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL, hash BLOB NOT NULL,
    seal BLOB NOT NULL);              -- keyed: without the key file it cannot be turned back
CREATE TABLE audit_pruned (           -- up to where old entries have been removed, and the hash from which it goes on
    one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL, hash BLOB NOT NULL, seal BLOB NOT NULL);
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit WHEN OLD.position > (SELECT position FROM audit_pruned)
    BEGIN SELECT RAISE(ABORT, 'the audit is shortened by pruning only'); END;
CREATE TRIGGER audit_pruned_grows BEFORE UPDATE ON audit_pruned WHEN NEW.position < OLD.position
    BEGIN SELECT RAISE(ABORT, 'what was pruned does not come back'); END;
CREATE TRIGGER audit_pruned_stays BEFORE DELETE ON audit_pruned
    BEGIN SELECT RAISE(ABORT, 'the checkpoint of the audit is never removed'); END;
)sql";

// Photographs and papers, by the SM3 of their content. Since version 2.
constexpr const char* attachments = R"sql(
CREATE TABLE attachments (
    file   TEXT PRIMARY KEY,         -- "sm3-" and 64 hexadecimal digits
    media  TEXT NOT NULL,
    size   INTEGER NOT NULL,         -- bytes, before encryption
    by     TEXT NOT NULL,
    made   TEXT NOT NULL,
    bytes  BLOB NOT NULL             -- encrypted
);
)sql";

// --- derived: written in the same transaction as the event, rebuilt by `rebuild` -------------------------------
constexpr const char* derived = R"sql(
CREATE TABLE divisions (division INTEGER PRIMARY KEY, name TEXT NOT NULL, town INTEGER NOT NULL);

CREATE TABLE organisations (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind INTEGER NOT NULL,
    division INTEGER NOT NULL, short TEXT NOT NULL,
    founded INTEGER NOT NULL, founded_position INTEGER NOT NULL, dissolved INTEGER, dissolved_position INTEGER
);
CREATE INDEX organisations_division ON organisations (division, kind);

CREATE TABLE tenures (                -- role 0: mediator, 1: elder
    no INTEGER PRIMARY KEY, role INTEGER NOT NULL, who TEXT NOT NULL, name TEXT NOT NULL, org TEXT NOT NULL,
    division INTEGER NOT NULL, full_time INTEGER NOT NULL,
    since INTEGER NOT NULL, since_position INTEGER NOT NULL, until INTEGER, until_position INTEGER
);
CREATE INDEX tenures_who ON tenures (role, who);
CREATE INDEX tenures_division ON tenures (role, division);
CREATE INDEX tenures_org ON tenures (org) WHERE until IS NULL;

CREATE TABLE seats (division INTEGER, day INTEGER, position INTEGER, seats INTEGER NOT NULL,
    PRIMARY KEY (division, day, position)) WITHOUT ROWID;
CREATE TABLE screenings (town INTEGER, day INTEGER, position INTEGER, division INTEGER NOT NULL,
    PRIMARY KEY (town, day, position)) WITHOUT ROWID;
CREATE TABLE rules_log (position INTEGER PRIMARY KEY);  -- policies set, calendars loaded

CREATE TABLE campaigns (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, division INTEGER NOT NULL,
    since INTEGER NOT NULL, until INTEGER NOT NULL, months INTEGER, types TEXT NOT NULL, include_open INTEGER NOT NULL,
    closed INTEGER, position INTEGER NOT NULL
);
CREATE TABLE consultations (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, division INTEGER NOT NULL, held INTEGER NOT NULL,
    present TEXT NOT NULL, position INTEGER NOT NULL
);
CREATE INDEX consultations_day ON consultations (division, held);
CREATE TABLE decisions (
    consultation TEXT, item INTEGER, case_id TEXT NOT NULL, decision TEXT NOT NULL, leader TEXT, held INTEGER NOT NULL,
    due INTEGER, done INTEGER, note TEXT, PRIMARY KEY (consultation, item)
) WITHOUT ROWID;
CREATE INDEX decisions_case ON decisions (case_id);
CREATE TABLE notices (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL, case_id TEXT NOT NULL,
    division INTEGER NOT NULL, grade INTEGER NOT NULL, requirement TEXT NOT NULL, issued TEXT NOT NULL,
    reply_by INTEGER NOT NULL, signed INTEGER, replied INTEGER, cancelled INTEGER, last_at TEXT NOT NULL
);
CREATE INDEX notices_case ON notices (case_id);
CREATE TABLE sequences (owner TEXT, year INTEGER, last INTEGER NOT NULL, PRIMARY KEY (owner, year)) WITHOUT ROWID;

CREATE TABLE cases (                  -- one row a case, as it is now
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL, version INTEGER NOT NULL,
    status INTEGER NOT NULL, stage INTEGER, type INTEGER NOT NULL, source INTEGER NOT NULL,
    town INTEGER NOT NULL, division INTEGER NOT NULL, org INTEGER NOT NULL,
    registered INTEGER NOT NULL, last_day INTEGER NOT NULL,
    overdue_after INTEGER,            -- the last day before it is overdue, when a clock runs
    watch_until INTEGER               -- a clock may be unfinished until this day
);
CREATE INDEX cases_registered ON cases (registered, no);
CREATE INDEX cases_town ON cases (town, registered, no);
CREATE INDEX cases_number ON cases (number) WHERE number <> '';
CREATE INDEX cases_watched ON cases (watch_until) WHERE watch_until IS NOT NULL;

CREATE TABLE cohort (                 -- every town a case has ever been in, by registration day
    town INTEGER, registered INTEGER, no INTEGER,
    pending_until INTEGER NOT NULL,   -- the last day on whose end it was pending; far future while it is
    timeline BLOB NOT NULL, PRIMARY KEY (town, registered, no)
) WITHOUT ROWID;
CREATE INDEX cohort_open ON cohort (town, pending_until);
CREATE TABLE flows (                  -- settlements and terminations by their day
    town INTEGER, day INTEGER, no INTEGER, n INTEGER, kind INTEGER NOT NULL, registered INTEGER NOT NULL,
    previous INTEGER, PRIMARY KEY (town, day, no, n)
) WITHOUT ROWID;
CREATE INDEX flows_again ON flows (town, day, previous) WHERE previous IS NOT NULL;

CREATE TABLE rollups (town INTEGER, month INTEGER, split INTEGER, changes BLOB NOT NULL,
    PRIMARY KEY (town, month, split));
CREATE TABLE rollups_recent (n INTEGER PRIMARY KEY, town INTEGER NOT NULL, month INTEGER NOT NULL,
    changes BLOB NOT NULL);           -- not yet in the rollups

CREATE TABLE texts (no INTEGER PRIMARY KEY, summary TEXT NOT NULL, names TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5 (summary, names, content='texts', content_rowid='no', tokenize='bigram',
    columnsize=0);
CREATE TABLE party_names (name TEXT, no INTEGER, PRIMARY KEY (name, no)) WITHOUT ROWID;
CREATE TABLE personal_index (key BLOB, no INTEGER, PRIMARY KEY (key, no)) WITHOUT ROWID;
)sql";

constexpr std::array derived_tables{
    "divisions",     "organisations",  "tenures", "seats",     "screenings",  "rules_log",     "campaigns",
    "consultations", "decisions",      "notices", "sequences", "cases",       "cohort",        "flows",
    "rollups",       "rollups_recent", "search",  "texts",     "party_names", "personal_index"};

void create_pending_index(Database& db) {
    db.run(std::string{"CREATE INDEX cases_pending ON cases (registered, no) WHERE "} + pending_sql);
}

}  // namespace

void create_canonical_tables(Database& db) {
    db.run(canonical);
    db.run(canonical_access);
    db.run(attachments);
}
void create_derived_tables(Database& db) {
    db.run(derived);
    create_pending_index(db);
}

void drop_derived_tables(Database& db) {
    for (const char* table : derived_tables) db.run(std::string{"DROP TABLE IF EXISTS "} + table);
}

// In one transaction: a store is of one version or of the other.
void migrate(Database& db, int from_version) {
    Transaction transaction{db};
    if (from_version < 2) db.run(attachments);
    if (from_version < 3) {  // its condition was an IN
        db.run("DROP INDEX cases_pending");
        create_pending_index(db);
    }
    db.run("PRAGMA user_version = " + std::to_string(schema_version));
    transaction.commit();
}

}  // namespace tiaojie::storage
