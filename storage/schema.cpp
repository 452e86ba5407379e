#include "storage/schema.hpp"

#include <array>
#include <string>

namespace tiaojie::storage {
namespace {

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

CREATE TABLE accounts (
    account TEXT PRIMARY KEY, role TEXT NOT NULL, area INTEGER NOT NULL, mediator TEXT, password TEXT NOT NULL,
    must_change INTEGER NOT NULL, disabled INTEGER NOT NULL DEFAULT 0, created TEXT NOT NULL
);
CREATE TABLE reveals (                -- who saw personal data, when and why
    n INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, reason TEXT NOT NULL
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
CREATE INDEX cases_pending ON cases (registered, no) WHERE status IN (0, 2, 3);
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

}  // namespace

void create_canonical_tables(Database& db) { db.run(canonical); }
void create_derived_tables(Database& db) { db.run(derived); }

void drop_derived_tables(Database& db) {
    for (const char* table : derived_tables) db.run(std::string{"DROP TABLE IF EXISTS "} + table);
}

// Version 1 is the first release: there is nothing older yet.
void migrate(Database& db, int from_version) {
    (void)db;
    (void)from_version;
}

}  // namespace tiaojie::storage
