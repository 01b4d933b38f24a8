//! The derived tables: all of them can be had again from the kept ones.
//!
//! Those here hold what was read and linked, and are had again by reading. What is only counted from
//! them, or shows them, has a version of its own (`aids`).

/// Goes up whenever one of these tables changes its form; all reports are then read anew.
pub(crate) const VERSION: &str = "11";

/// These tables, and those of earlier versions, in the order in which they can be dropped.
pub(crate) const NAMES: &[&str] = &[
    "search",
    "timeline",
    "touched",
    "corrected",
    "hints",
    "dated",
    "overlaps",
    "runs",
    "sketches",
    "relations",
    "channels",
    "contacts",
    "sums",
    "counted",
    "agreements",
    "told",
    "terms",
    "accounts",
    "disputes",
    "claims",
    "incidents",
    "parts",
    "edges",
    "blocks",
    "known_sources",
    "published",
    "known_actors",
    "mentions",
    "known_places",
    "forms",
    "spots",
    "voices",
    "undertakings",
    "statements",
    "events",
    "readings",
    "dyads",
];

/// What is supplied with an original is not stored twice: in `readings`, a null title, byline,
/// outlet, URL or retrieval date is the supplied one, and an empty one is none. Likewise a
/// published day stands in `day`, `day_text` (null: as supplied; `=`: the day itself) and
/// `day_basis`, unless it is more than a plain day: then the whole is in `published`. `source` is the outlet's id.
const READINGS: &str = r#"
CREATE TABLE readings (
  n INTEGER PRIMARY KEY REFERENCES originals (n) ON DELETE CASCADE,
  title TEXT, byline TEXT, outlet TEXT, url TEXT, retrieved TEXT, language TEXT,
  words INTEGER NOT NULL, day TEXT, day_text TEXT, day_basis TEXT, published TEXT, relays TEXT,
  copies_of TEXT, passages_shared TEXT, reliability TEXT, notes TEXT, evidence TEXT, source TEXT);
-- For a case in which a report bears no day: what others are dated by. first, last: by metadata
-- (stated) or its own words alone; own: what it tells, packed, where its rows are those of other
-- days; bounds: what others fix of its day.
CREATE TABLE dated (
  n INTEGER PRIMARY KEY, first TEXT, last TEXT, stated INTEGER NOT NULL, print INTEGER NOT NULL,
  keys BLOB NOT NULL, own BLOB, length INTEGER NOT NULL, bounds TEXT);
CREATE TABLE hints (key INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;
"#;

/// The rows of `reports`; `o.n` is the original's number.
pub(crate) const REPORTS: &str = r#"SELECT
  lower(hex(substr(o.sha256, 1, 8))) AS id,
  coalesce(o.path, c.path) AS path,
  nullif(coalesce(r.url, o.url), '') AS url,
  nullif(coalesce(r.outlet, o.outlet), '') AS outlet,
  nullif(coalesce(r.title, o.title), '') AS title,
  nullif(coalesce(r.byline, o.byline), '') AS byline,
  r.language AS language,
  o.bytes AS bytes,
  r.words AS words,
  CASE WHEN r.day IS NULL THEN coalesce(r.published, '{}') ELSE json_object(
    'edtf', r.day, 'from', r.day, 'to', r.day, 'span', 'throughout',
    'text', CASE r.day_text WHEN '=' THEN r.day
      ELSE nullif(coalesce(r.day_text, o.published), '') END, 'basis', r.day_basis) END AS published,
  nullif(coalesce(r.retrieved, o.retrieved), '') AS retrieved,
  lower(hex(o.sha256)) AS sha256,
  CASE WHEN o.container IS NULL THEN NULL
    ELSE json_object('sha256', lower(hex(c.sha256)), 'member', o.member) END AS container,
  coalesce(r.relays, '[]') AS relays,
  r.copies_of AS copies_of,
  coalesce(r.passages_shared, '[]') AS passages_shared,
  coalesce(r.reliability, 'F') AS reliability,
  coalesce(r.notes, '[]') AS notes,
  coalesce(r.evidence, '{}') AS evidence
FROM readings r JOIN originals o ON o.n = r.n LEFT JOIN containers c ON c.n = o.container"#;

/// The last day on which a report can have been written, of a row `r` of `readings`.
pub(crate) const DAY: &str = "coalesce(r.day, r.published ->> 'to')";

/// What the view of reports is made of, to ask it of more than its columns.
pub(crate) fn reports_from() -> &'static str {
    REPORTS.split_once("\nFROM ").map_or("", |(_, from)| from)
}

/// What lies over the readings.
const ROWS: &str = r#"
CREATE TABLE events (
  id TEXT PRIMARY KEY, report TEXT NOT NULL, "type" TEXT NOT NULL, mode TEXT, contexts TEXT,
  intensity REAL, cameo TEXT, goldstein REAL, quad INTEGER, actors TEXT, recipients TEXT,
  reciprocal INTEGER NOT NULL, instruments TEXT, date TEXT NOT NULL, place TEXT, quantities TEXT,
  status TEXT NOT NULL, voice TEXT NOT NULL, statement TEXT, incident TEXT, confidence REAL,
  evidence TEXT NOT NULL, rule TEXT NOT NULL, review TEXT, position INTEGER NOT NULL);
CREATE INDEX events_report ON events (report, position);
CREATE INDEX events_incident ON events (incident) WHERE incident IS NOT NULL;

-- Under which keys events are looked for; undated: whether no day is known of
-- it; compared: whether that is done with the others there.
CREATE TABLE blocks (
  key TEXT NOT NULL, event TEXT NOT NULL, undated INTEGER NOT NULL, compared INTEGER NOT NULL,
  PRIMARY KEY (key, event)) WITHOUT ROWID;
CREATE INDEX blocks_event ON blocks (event);
-- Which are of one happening, each pair both ways, and which are parted into happenings together.
CREATE TABLE edges (
  a TEXT NOT NULL, b TEXT NOT NULL, points INTEGER NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE parts (event TEXT PRIMARY KEY, part TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX parts_part ON parts (part);

-- scope: under what a count over a stretch of time is compared with others.
CREATE TABLE incidents (
  id TEXT PRIMARY KEY, "type" TEXT NOT NULL, actors TEXT, recipients TEXT, date TEXT NOT NULL,
  place TEXT, extent TEXT NOT NULL, part_of TEXT, standing TEXT NOT NULL,
  credibility INTEGER NOT NULL, reports TEXT, independent_sources INTEGER NOT NULL, events TEXT,
  figures TEXT, capped TEXT, review TEXT, scope TEXT);
CREATE INDEX incidents_scope ON incidents (scope) WHERE scope IS NOT NULL;
-- Lists are read in the order of these, however long.
CREATE INDEX incidents_day ON incidents (date ->> 'to' IS NULL, date ->> 'to');

-- Which rows the anchors of corrections in force mean now.
CREATE TABLE corrected (
  correction INTEGER NOT NULL, side INTEGER NOT NULL, place INTEGER NOT NULL, row TEXT NOT NULL,
  report TEXT NOT NULL, PRIMARY KEY (correction, side, place)) WITHOUT ROWID;
CREATE INDEX corrected_report ON corrected (report);
CREATE INDEX corrected_row ON corrected (row);

-- Reading texts as they are compared, the keys under which they meet, and which are near. turn: of
-- the texts under a key the earlier first, then the longer.
CREATE TABLE sketches (report TEXT PRIMARY KEY, sketch BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE runs (
  key INTEGER NOT NULL, turn INTEGER NOT NULL, report TEXT NOT NULL,
  PRIMARY KEY (key, turn, report)) WITHOUT ROWID;
CREATE INDEX runs_report ON runs (report);
CREATE TABLE overlaps (
  first TEXT NOT NULL, second TEXT NOT NULL, PRIMARY KEY (first, second)) WITHOUT ROWID;
CREATE INDEX overlaps_second ON overlaps (second);

-- Under which agreement undertakings and events are looked for. print, said: what an undertaking
-- says and what is said of its being kept; null for an event.
CREATE TABLE terms (
  key TEXT NOT NULL, row TEXT NOT NULL, report TEXT NOT NULL, day TEXT NOT NULL, print INTEGER,
  said INTEGER, PRIMARY KEY (key, row)) WITHOUT ROWID;
CREATE INDEX terms_report ON terms (report);
CREATE INDEX terms_group ON terms (key, print, said, day, row);
-- Undertakings that say the very same: how many, the first and the last of them, and its day.
CREATE TABLE told (
  key TEXT NOT NULL, print INTEGER NOT NULL, said INTEGER NOT NULL, count INTEGER NOT NULL,
  first_row TEXT NOT NULL, last_row TEXT NOT NULL, last TEXT NOT NULL,
  PRIMARY KEY (key, print, said)) WITHOUT ROWID;
CREATE INDEX told_often ON told (key, count DESC, print, said);
CREATE INDEX told_last ON told (key, last DESC, print, said);
-- turned, turns: the days around the one it is judged as of on which something in it turns.
CREATE TABLE agreements (
  id TEXT PRIMARY KEY, turned TEXT, turns TEXT, zone TEXT, name TEXT, aliases TEXT, kind TEXT,
  concluded TEXT NOT NULL, place TEXT, parties TEXT, guarantors TEXT, state TEXT, obligations TEXT,
  incidents TEXT, evidence TEXT, capped TEXT);

-- Which incidents count between which sides, by the first day of their month; none without a day.
-- ways: 1 from the first side to the second, 2 back.
CREATE TABLE counted (
  pair TEXT NOT NULL, period TEXT NOT NULL, incident TEXT NOT NULL, day TEXT,
  weight INTEGER NOT NULL, ways INTEGER NOT NULL, disputed INTEGER NOT NULL,
  PRIMARY KEY (pair, period, incident)) WITHOUT ROWID;
CREATE INDEX counted_incident ON counted (incident);
-- What the incidents of a period come to; null where that is made anew each time.
CREATE TABLE sums (
  pair TEXT NOT NULL, period TEXT NOT NULL, bytes BLOB,
  PRIMARY KEY (pair, period)) WITHOUT ROWID;
CREATE TABLE relations (
  a TEXT NOT NULL, b TEXT NOT NULL, directed INTEGER NOT NULL, "from" TEXT, "to" TEXT,
  incidents INTEGER NOT NULL, cooperation REAL NOT NULL, conflict REAL NOT NULL, net REAL,
  low REAL, high REAL, undated INTEGER NOT NULL, phase TEXT, drivers TEXT, method TEXT NOT NULL,
  pair TEXT NOT NULL, mark INTEGER NOT NULL);
CREATE INDEX relations_pair ON relations (pair, mark);
-- What events do to the contact between two sides.
CREATE TABLE contacts (
  pair TEXT NOT NULL, kind TEXT NOT NULL, event TEXT NOT NULL, incident TEXT NOT NULL, day TEXT,
  deed INTEGER NOT NULL, since TEXT, PRIMARY KEY (pair, kind, event)) WITHOUT ROWID;
CREATE INDEX contacts_incident ON contacts (incident);
CREATE TABLE channels (
  a TEXT NOT NULL, b TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, "from" TEXT,
  "to" TEXT, told INTEGER NOT NULL, incidents TEXT, evidence TEXT, pair TEXT NOT NULL);
CREATE INDEX channels_pair ON channels (pair, kind);

CREATE TABLE accounts (
  incident TEXT NOT NULL, outlet TEXT, side TEXT, reports TEXT, wording TEXT, figures TEXT,
  blames TEXT, leaves_out TEXT, evidence TEXT);
CREATE INDEX accounts_incident ON accounts (incident);

-- owner: the incident, report, agreement or scope that they come of.
CREATE TABLE claims (
  id TEXT PRIMARY KEY, text TEXT NOT NULL, about TEXT, positions TEXT,
  independent_sources INTEGER NOT NULL, status TEXT NOT NULL, owner TEXT NOT NULL);
CREATE INDEX claims_owner ON claims (owner);
CREATE INDEX claims_status ON claims (status, id);
CREATE TABLE disputes (
  id TEXT PRIMARY KEY, text TEXT NOT NULL, kind TEXT NOT NULL, relation TEXT NOT NULL, about TEXT,
  claims TEXT, positions TEXT, first TEXT, last TEXT, independent_sources INTEGER NOT NULL,
  owner TEXT NOT NULL);
CREATE INDEX disputes_owner ON disputes (owner);
CREATE INDEX disputes_day ON disputes (relation, first IS NULL, first);
CREATE INDEX disputes_weight ON disputes (relation, independent_sources DESC, id);

CREATE TABLE statements (
  id TEXT PRIMARY KEY, report TEXT NOT NULL, speaker TEXT, speaker_text TEXT NOT NULL, via TEXT,
  addressee TEXT, cue TEXT, form TEXT NOT NULL, act TEXT NOT NULL, content TEXT NOT NULL,
  about TEXT, said TEXT NOT NULL, evidence TEXT NOT NULL, review TEXT,
  position INTEGER NOT NULL);
CREATE INDEX statements_report ON statements (report, position);

CREATE TABLE undertakings (
  id TEXT PRIMARY KEY, report TEXT NOT NULL, agreement TEXT, performer TEXT, obligor TEXT,
  beneficiary TEXT, modality TEXT NOT NULL, duration TEXT, text TEXT NOT NULL, action TEXT,
  object TEXT, place TEXT, quantity TEXT, deadline TEXT, "condition" TEXT,
  existence TEXT NOT NULL, asserted_by TEXT, performance TEXT, supersedes TEXT, standing TEXT,
  voice TEXT NOT NULL, statement TEXT, evidence TEXT NOT NULL, rule TEXT NOT NULL, review TEXT,
  position INTEGER NOT NULL);
CREATE INDEX undertakings_report ON undertakings (report, position);

-- Who made or carried a statement, and whose report one is; imprint: the words that say so.
CREATE TABLE voices (
  source TEXT NOT NULL, report TEXT NOT NULL, statement TEXT NOT NULL,
  PRIMARY KEY (source, report, statement)) WITHOUT ROWID;
CREATE INDEX voices_report ON voices (report);
CREATE TABLE published (
  source TEXT NOT NULL, report TEXT NOT NULL, outlet TEXT NOT NULL, imprint TEXT,
  PRIMARY KEY (source, report)) WITHOUT ROWID;
CREATE TABLE known_sources (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, owner_state TEXT,
  reliability TEXT NOT NULL, evidence TEXT, review TEXT) WITHOUT ROWID;

-- In what forms actors and places are named, and how often.
CREATE TABLE forms (
  id TEXT NOT NULL, text TEXT NOT NULL, script TEXT, count INTEGER NOT NULL,
  PRIMARY KEY (id, text)) WITHOUT ROWID;

-- Where actors are named. evidence: of the first mention in a report only.
CREATE TABLE mentions (
  report TEXT NOT NULL, position INTEGER NOT NULL, actor TEXT NOT NULL, text TEXT NOT NULL,
  evidence TEXT, PRIMARY KEY (report, position)) WITHOUT ROWID;
CREATE INDEX mentions_first ON mentions (actor, report) WHERE evidence IS NOT NULL;
CREATE TABLE known_actors (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, sector TEXT,
  offices TEXT, predecessors TEXT) WITHOUT ROWID;

-- Where places are named. evidence: of the first mention in a report only.
CREATE TABLE spots (
  report TEXT NOT NULL, position INTEGER NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL,
  role TEXT NOT NULL, evidence TEXT, PRIMARY KEY (report, position)) WITHOUT ROWID;
CREATE INDEX spots_place ON spots (place, role);
CREATE TABLE known_places (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, admin1 TEXT,
  latitude REAL, longitude REAL, radius_km REAL, source TEXT) WITHOUT ROWID;

-- Dated happenings, words and reports. who and place are for filters.
CREATE TABLE timeline (
  id TEXT NOT NULL, kind TEXT NOT NULL, date TEXT NOT NULL, text TEXT NOT NULL, reports TEXT,
  evidence TEXT, who TEXT, place TEXT, report TEXT NOT NULL, PRIMARY KEY (id, kind));
CREATE INDEX timeline_report ON timeline (report);
CREATE INDEX timeline_day ON timeline (date ->> 'from', date ->> 'to');

-- Words of the reading texts, and of titles that were supplied from outside them.
CREATE VIRTUAL TABLE search USING fts5 (
  text, title, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
"#;

/// All of them, as SQL.
pub(crate) fn schema() -> String {
    format!("{READINGS}{ROWS}{}", super::changes::TABLE)
}

/// Whether an index is one of these tables' own, rather than an order kept in `aids`.
pub(crate) fn has_index(name: &str) -> bool {
    [READINGS, ROWS].iter().any(|tables| tables.contains(&format!("CREATE INDEX {name} ON")))
}
