//! The kept tables, by version. A version once released is never edited: a new one is added.

/// `detn` in ASCII: what `file` and SQLite tools know a case by.
pub(crate) const APPLICATION_ID: i32 = 0x6465_746E;

/// The kept tables' versions; `user_version` counts those that were applied.
pub(crate) const VERSIONS: &[&str] = &[V1, V2, V3, V4, V5, V6];

/// `user_version` of a case that this program writes.
pub(crate) fn current() -> i64 {
    VERSIONS.len() as i64
}

const V1: &str = r#"
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Files that hold several originals. state: 0 being stored, 1 stored, 2 taken apart to its end.
-- reports and refused count the members that were read and that were not.
CREATE TABLE containers (
  n INTEGER PRIMARY KEY, sha256 BLOB, bytes INTEGER NOT NULL DEFAULT 0, path TEXT NOT NULL,
  state INTEGER NOT NULL DEFAULT 0, reports INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0, logged INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX containers_sha256 ON containers (sha256) WHERE sha256 IS NOT NULL;

-- A container's bytes from offset `start` on, each chunk a zstd frame.
CREATE TABLE chunks (
  container INTEGER NOT NULL REFERENCES containers (n) ON DELETE CASCADE,
  start INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (container, start));

-- What to take from a container's range: kind is bytes, json or csv.
CREATE TABLE takes (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, field TEXT NOT NULL, UNIQUE (kind, field));

-- Stored originals. path: where it is a file by itself. container, ordinal, member: where it is
-- not. body: its bytes as a zstd frame; where that is null they are cut out of the container at
-- start, length, take. The columns from title on are what the container says of it.
CREATE TABLE originals (
  n INTEGER PRIMARY KEY, sha256 BLOB NOT NULL, bytes INTEGER NOT NULL, media TEXT NOT NULL,
  path TEXT, container INTEGER REFERENCES containers (n), ordinal INTEGER, member TEXT,
  start INTEGER, length INTEGER, take INTEGER REFERENCES takes (n),
  title TEXT, byline TEXT, outlet TEXT, url TEXT, published TEXT, retrieved TEXT, language TEXT,
  charset TEXT, pages TEXT, body BLOB);
CREATE UNIQUE INDEX originals_id ON originals (substr(sha256, 1, 8));

-- Other places where the same original lies.
CREATE TABLE duplicates (
  container INTEGER NOT NULL REFERENCES containers (n) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
  report INTEGER NOT NULL REFERENCES originals (n) ON DELETE CASCADE, member TEXT,
  PRIMARY KEY (container, ordinal)) WITHOUT ROWID;

-- hash = SHA-256 of the JSON array [previous, seq, at, what, path, sha256, bytes, version].
CREATE TABLE custody (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, path TEXT, sha256 TEXT,
  bytes INTEGER, version TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TRIGGER custody_stays BEFORE UPDATE ON custody
  BEGIN SELECT raise(ABORT, 'the log of custody is append-only'); END;
CREATE TRIGGER custody_remains BEFORE DELETE ON custody
  BEGIN SELECT raise(ABORT, 'the log of custody is append-only'); END;

CREATE TABLE refused (
  path TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, "when" TEXT,
  PRIMARY KEY (path, reason)) WITHOUT ROWID;

CREATE TABLE tombstones (
  sha256 BLOB PRIMARY KEY, reason TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;

-- Work that is due: keys to link, and originals to read again.
CREATE TABLE dirty (kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE stale (n INTEGER PRIMARY KEY REFERENCES originals (n) ON DELETE CASCADE);
"#;

const V2: &str = r#"
-- Files that a user laid over the world, as zstd frames. form: rows (TOML or CSV by the name) or
-- places (a compiled gazetteer).
CREATE TABLE layers (
  n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, form TEXT NOT NULL, bytes INTEGER NOT NULL,
  content BLOB NOT NULL);

-- What the layers of form rows and the program's own files compile to, as a zstd frame; key tells
-- of which.
CREATE TABLE compiled (key TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
"#;

const V3: &str = r#"
-- What analysts say against the program. act: the word and what it sets, as JSON. said: what it was
-- said of, in words. undone: when it was taken back; it stays to be seen.
CREATE TABLE corrections (
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL,
  act TEXT NOT NULL, said TEXT NOT NULL, undone TEXT, undone_by TEXT, undone_reason TEXT);

-- The rows that a correction is about (side 0) and the others it names (side 1), by the bytes they
-- rest on: bytes are ranges in the original, as JSON.
CREATE TABLE anchors (
  correction INTEGER NOT NULL REFERENCES corrections (n), side INTEGER NOT NULL,
  place INTEGER NOT NULL, report TEXT NOT NULL, "table" TEXT NOT NULL, kind TEXT NOT NULL,
  bytes TEXT NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (correction, side, place)) WITHOUT ROWID;
CREATE INDEX anchors_report ON anchors (report);

-- What analysts said of rows drawn at random. shown: SHA-256 of the row as it was shown.
CREATE TABLE verdicts (
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, seed INTEGER NOT NULL,
  drawn INTEGER NOT NULL, kind TEXT NOT NULL, "type" TEXT, row TEXT NOT NULL, shown TEXT NOT NULL,
  verdict TEXT NOT NULL, field TEXT, note TEXT);

-- What changed in the record. A moment is the end of a linking, after the entry of the custody log
-- that it names; counts_only: its changes are not kept, only how many rows there were. before and
-- after: a linked row as its changes are told, as JSON; null where there was or is none.
CREATE TABLE moments (
  n INTEGER PRIMARY KEY, custody INTEGER NOT NULL, at TEXT NOT NULL, counts_only INTEGER NOT NULL,
  counts TEXT NOT NULL);
CREATE TABLE changes (
  moment INTEGER NOT NULL REFERENCES moments (n), kind TEXT NOT NULL, id TEXT NOT NULL, before TEXT,
  after TEXT, PRIMARY KEY (moment, kind, id)) WITHOUT ROWID;
"#;

const V4: &str = r#"
-- The logs of custody of cases that were merged in, each as it was; head: the hash of its last entry.
CREATE TABLE merged_custody (
  head TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL, path TEXT,
  sha256 TEXT, bytes INTEGER, version TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY (head, seq)) WITHOUT ROWID;
"#;

/// Rows of other data sets. The table is made at the first import ([`OUTSIDE`]), so that a case
/// without any is no page larger; the version tells older programs that there may be some.
const V5: &str = "";

/// What a watch keeps ([`WATCHED`]), made at the first watching for the same reason.
const V6: &str = "";

pub(crate) const OUTSIDE: &str = r#"
-- Files of other data sets. heading: the first line, where it names the columns.
CREATE TABLE IF NOT EXISTS outside_files (
  n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, path TEXT NOT NULL, form TEXT NOT NULL,
  bytes INTEGER NOT NULL, heading TEXT);

-- Their rows, each as it stands in the file, with what is understood of it. file: outside_files.n.
CREATE TABLE IF NOT EXISTS outside_rows (
  file INTEGER NOT NULL REFERENCES outside_files (n), line INTEGER NOT NULL, id TEXT NOT NULL,
  verbatim TEXT NOT NULL, key TEXT, type TEXT, code TEXT, actors TEXT NOT NULL,
  recipients TEXT NOT NULL, date TEXT NOT NULL, place TEXT, figures TEXT NOT NULL, source TEXT,
  text TEXT, PRIMARY KEY (file, line)) WITHOUT ROWID;

CREATE VIEW IF NOT EXISTS outside AS
  SELECT r.id, f.form, r.key, r.type, r.code, r.actors, r.recipients, r.date, r.place, r.figures,
    r.source, r.text, f.path AS file, f.sha256, r.line, f.heading, r.verbatim
  FROM outside_rows r JOIN outside_files f ON f.n = r.file;
"#;

pub(crate) const WATCHED: &str = r#"
-- What is asked for. kind: feed, sitemap, page, file. due: when again; null: no more. words: SHA-256 of
-- the text of a page; report: what it was read as. published, byline, outlet: what the feed says of it.
CREATE TABLE IF NOT EXISTS watched (
  url TEXT PRIMARY KEY, kind TEXT NOT NULL, found_in TEXT, since TEXT NOT NULL, asked TEXT, due TEXT,
  etag TEXT, modified TEXT, sha256 TEXT, words TEXT, report TEXT, status INTEGER, failures INTEGER NOT NULL,
  versions INTEGER NOT NULL, said TEXT NOT NULL, published TEXT, byline TEXT, outlet TEXT)
  WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS watched_due ON watched (due) WHERE due IS NOT NULL;

-- The reports that a page was read as, each with the last entry of the custody log by then.
CREATE TABLE IF NOT EXISTS versions (
  n INTEGER PRIMARY KEY, url TEXT NOT NULL, report TEXT NOT NULL, custody INTEGER NOT NULL,
  UNIQUE (url, report));
CREATE INDEX IF NOT EXISTS versions_report ON versions (report);
CREATE INDEX IF NOT EXISTS versions_custody ON versions (custody);

-- Answers that are no reports: feeds, lists of addresses, pages that can't be read or whose words are
-- known. head: status line and headers. body: as it came, a zstd frame.
CREATE TABLE IF NOT EXISTS fetched (
  n INTEGER PRIMARY KEY, url TEXT NOT NULL, at TEXT NOT NULL, head TEXT NOT NULL,
  sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, body BLOB NOT NULL, fault TEXT);
CREATE INDEX IF NOT EXISTS fetched_url ON fetched (url, sha256);

-- What rules of a watch were waiting for. reports: their ids, as JSON.
CREATE TABLE IF NOT EXISTS alerts (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, "on" TEXT NOT NULL,
  rule TEXT NOT NULL, kind TEXT, row TEXT, text TEXT NOT NULL, reports TEXT NOT NULL,
  detail TEXT NOT NULL);

-- To whom each is told. due: when it is tried next. done: when it was told.
CREATE TABLE IF NOT EXISTS deliveries (
  alert TEXT NOT NULL REFERENCES alerts (id), sink TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
  due TEXT NOT NULL, done TEXT, said TEXT, PRIMARY KEY (alert, sink)) WITHOUT ROWID;
"#;
