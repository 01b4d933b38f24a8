//! The derived tables: all of them can be had again from the kept ones.

/// Goes up whenever a derived table changes its form; the rows are then read anew.
pub(crate) const VERSION: &str = "5";

/// Tables and views in the order in which they can be dropped.
pub(crate) const NAMES: &[(&str, &str)] = &[
    ("VIEW", "reports"),
    ("TABLE", "search"),
    ("TABLE", "timeline"),
    ("TABLE", "overlaps"),
    ("TABLE", "runs"),
    ("TABLE", "sketches"),
    ("TABLE", "relations"),
    ("TABLE", "channels"),
    ("TABLE", "dyads"),
    ("TABLE", "agreements"),
    ("TABLE", "terms"),
    ("TABLE", "accounts"),
    ("TABLE", "disputes"),
    ("TABLE", "claims"),
    ("TABLE", "incidents"),
    ("TABLE", "edges"),
    ("TABLE", "blocks"),
    ("TABLE", "sources"),
    ("TABLE", "actors"),
    ("TABLE", "mentions"),
    ("TABLE", "places"),
    ("TABLE", "spots"),
    ("TABLE", "voices"),
    ("TABLE", "undertakings"),
    ("TABLE", "statements"),
    ("TABLE", "events"),
    ("TABLE", "readings"),
];

/// What is supplied with an original is not stored twice: in `readings`, a null title, byline,
/// outlet, URL or retrieval date is the supplied one, and an empty one is none. Likewise a
/// published day stands in `day`, `day_text` (null: as supplied) and `day_basis`, unless it is
/// more than a plain day: then the whole is in `published`. `source` is the outlet's id.
const READINGS: &str = r#"
CREATE TABLE readings (
  n INTEGER PRIMARY KEY REFERENCES originals (n) ON DELETE CASCADE,
  title TEXT, byline TEXT, outlet TEXT, url TEXT, retrieved TEXT, language TEXT,
  words INTEGER NOT NULL, day TEXT, day_text TEXT, day_basis TEXT, published TEXT, relays TEXT,
  copies_of TEXT, passages_shared TEXT, reliability TEXT, notes TEXT, evidence TEXT, source TEXT);
CREATE INDEX readings_source ON readings (source) WHERE source IS NOT NULL;
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
    'text', nullif(coalesce(r.day_text, o.published), ''), 'basis', r.day_basis) END AS published,
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

/// What lies over the readings.
const ROWS: &str = r#"
CREATE TABLE events (
  id TEXT PRIMARY KEY, report TEXT NOT NULL, "type" TEXT NOT NULL, mode TEXT, contexts TEXT,
  intensity REAL, cameo TEXT, goldstein REAL, quad INTEGER, actors TEXT, recipients TEXT,
  reciprocal INTEGER NOT NULL, instruments TEXT, date TEXT NOT NULL, place TEXT, quantities TEXT,
  status TEXT NOT NULL, voice TEXT NOT NULL, statement TEXT, incident TEXT, confidence REAL,
  evidence TEXT NOT NULL, rule TEXT NOT NULL, position INTEGER NOT NULL);
CREATE INDEX events_report ON events (report, position);
CREATE INDEX events_incident ON events (incident) WHERE incident IS NOT NULL;

-- Under which keys events are looked for, and which under one key are of one happening.
CREATE TABLE blocks (
  key TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (key, event)) WITHOUT ROWID;
CREATE INDEX blocks_event ON blocks (event);
CREATE TABLE edges (
  key TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, points INTEGER NOT NULL,
  PRIMARY KEY (key, a, b)) WITHOUT ROWID;
CREATE INDEX edges_a ON edges (a);
CREATE INDEX edges_b ON edges (b);

-- scope: under what a count over a stretch of time is compared with others.
CREATE TABLE incidents (
  id TEXT PRIMARY KEY, "type" TEXT NOT NULL, actors TEXT, recipients TEXT, date TEXT NOT NULL,
  place TEXT, extent TEXT NOT NULL, part_of TEXT, standing TEXT NOT NULL,
  credibility INTEGER NOT NULL, reports TEXT, independent_sources INTEGER NOT NULL, events TEXT,
  figures TEXT, scope TEXT);
CREATE INDEX incidents_scope ON incidents (scope) WHERE scope IS NOT NULL;

-- Reading texts as they are compared, the keys under which they meet, and which are near.
CREATE TABLE sketches (report TEXT PRIMARY KEY, sketch BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE runs (
  key INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY (key, report)) WITHOUT ROWID;
CREATE INDEX runs_report ON runs (report);
CREATE TABLE overlaps (
  first TEXT NOT NULL, second TEXT NOT NULL, PRIMARY KEY (first, second)) WITHOUT ROWID;
CREATE INDEX overlaps_second ON overlaps (second);

-- Under which agreement undertakings and events are looked for.
CREATE TABLE terms (
  key TEXT NOT NULL, row TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (key, row)) WITHOUT ROWID;
CREATE INDEX terms_report ON terms (report);
CREATE TABLE agreements (
  id TEXT PRIMARY KEY, name TEXT, aliases TEXT, kind TEXT, concluded TEXT NOT NULL, place TEXT,
  parties TEXT, guarantors TEXT, state TEXT, obligations TEXT, zone TEXT, incidents TEXT,
  evidence TEXT);

-- Between which sides incidents are, with what relations count of them.
CREATE TABLE dyads (
  pair TEXT NOT NULL, incident TEXT NOT NULL, weighed TEXT NOT NULL,
  PRIMARY KEY (pair, incident)) WITHOUT ROWID;
CREATE INDEX dyads_incident ON dyads (incident);
CREATE TABLE relations (
  a TEXT NOT NULL, b TEXT NOT NULL, directed INTEGER NOT NULL, "from" TEXT, "to" TEXT,
  incidents INTEGER NOT NULL, cooperation REAL NOT NULL, conflict REAL NOT NULL, net REAL,
  low REAL, high REAL, undated INTEGER NOT NULL, phase TEXT, drivers TEXT, method TEXT NOT NULL,
  pair TEXT NOT NULL);
CREATE INDEX relations_pair ON relations (pair);
CREATE TABLE channels (
  a TEXT NOT NULL, b TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, "from" TEXT,
  "to" TEXT, incidents TEXT, evidence TEXT, pair TEXT NOT NULL);
CREATE INDEX channels_pair ON channels (pair);

CREATE TABLE accounts (
  incident TEXT NOT NULL, outlet TEXT, side TEXT, reports TEXT, wording TEXT, figures TEXT,
  blames TEXT, leaves_out TEXT, evidence TEXT);
CREATE INDEX accounts_incident ON accounts (incident);

-- owner: the incident, report, agreement or scope that they come of.
CREATE TABLE claims (
  id TEXT PRIMARY KEY, text TEXT NOT NULL, about TEXT, positions TEXT,
  independent_sources INTEGER NOT NULL, status TEXT NOT NULL, owner TEXT NOT NULL);
CREATE INDEX claims_owner ON claims (owner);
CREATE TABLE disputes (
  id TEXT PRIMARY KEY, text TEXT NOT NULL, kind TEXT NOT NULL, relation TEXT NOT NULL, about TEXT,
  claims TEXT, positions TEXT, first TEXT, last TEXT, independent_sources INTEGER NOT NULL,
  owner TEXT NOT NULL);
CREATE INDEX disputes_owner ON disputes (owner);

CREATE TABLE statements (
  id TEXT PRIMARY KEY, report TEXT NOT NULL, speaker TEXT, speaker_text TEXT NOT NULL, via TEXT,
  addressee TEXT, cue TEXT, form TEXT NOT NULL, act TEXT NOT NULL, content TEXT NOT NULL,
  about TEXT, said TEXT NOT NULL, evidence TEXT NOT NULL, position INTEGER NOT NULL);
CREATE INDEX statements_report ON statements (report, position);

CREATE TABLE undertakings (
  id TEXT PRIMARY KEY, report TEXT NOT NULL, agreement TEXT, performer TEXT, obligor TEXT,
  beneficiary TEXT, modality TEXT NOT NULL, duration TEXT, text TEXT NOT NULL, action TEXT,
  object TEXT, place TEXT, quantity TEXT, deadline TEXT, "condition" TEXT,
  existence TEXT NOT NULL, asserted_by TEXT, performance TEXT, supersedes TEXT, standing TEXT,
  voice TEXT NOT NULL, statement TEXT, evidence TEXT NOT NULL, rule TEXT NOT NULL,
  position INTEGER NOT NULL);
CREATE INDEX undertakings_report ON undertakings (report, position);

-- Who made or carried a statement.
CREATE TABLE voices (
  source TEXT NOT NULL, report TEXT NOT NULL, statement TEXT NOT NULL,
  PRIMARY KEY (source, report, statement)) WITHOUT ROWID;
CREATE INDEX voices_report ON voices (report);

-- Where actors are named. evidence: of the first mention in a report only.
CREATE TABLE mentions (
  report TEXT NOT NULL, position INTEGER NOT NULL, actor TEXT NOT NULL, text TEXT NOT NULL,
  evidence TEXT, PRIMARY KEY (report, position)) WITHOUT ROWID;
CREATE INDEX mentions_actor ON mentions (actor);

CREATE TABLE actors (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, sector TEXT,
  offices TEXT, aliases TEXT, predecessors TEXT, mentions INTEGER NOT NULL, reports TEXT,
  evidence TEXT);

-- Where places are named. evidence: of the first mention in a report only.
CREATE TABLE spots (
  report TEXT NOT NULL, position INTEGER NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL,
  role TEXT NOT NULL, evidence TEXT, PRIMARY KEY (report, position)) WITHOUT ROWID;
CREATE INDEX spots_place ON spots (place);

CREATE TABLE places (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, admin1 TEXT,
  latitude REAL, longitude REAL, radius_km REAL, source TEXT, aliases TEXT,
  mentions INTEGER NOT NULL, roles TEXT, reports TEXT, evidence TEXT);

CREATE TABLE sources (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, owner_state TEXT,
  reliability TEXT NOT NULL, reports TEXT, statements INTEGER NOT NULL, evidence TEXT);

-- Dated happenings, words and reports. who and place are for filters.
CREATE TABLE timeline (
  id TEXT NOT NULL, kind TEXT NOT NULL, date TEXT NOT NULL, text TEXT NOT NULL, reports TEXT,
  evidence TEXT, who TEXT, place TEXT, report TEXT NOT NULL, PRIMARY KEY (id, kind));
CREATE INDEX timeline_report ON timeline (report);

-- Words of the reading texts, and of titles that were supplied from outside them.
CREATE VIRTUAL TABLE search USING fts5 (
  text, title, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
"#;

/// Everything, as SQL.
pub(crate) fn schema() -> String {
    format!("{READINGS}CREATE VIEW reports AS {REPORTS};{ROWS}")
}
