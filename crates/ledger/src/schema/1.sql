-- Times are UTC, in RFC 3339 with microseconds, so that they sort as text.

-- A text as one publisher gave it at one address. A later text at the address supersedes it.
CREATE TABLE article (
  id TEXT PRIMARY KEY,               -- hash of the text and of the address
  text_hash TEXT NOT NULL,           -- the article's id in the extraction contract
  raw_hash TEXT NOT NULL,            -- of the bytes that were read
  ref TEXT NOT NULL,
  address TEXT NOT NULL,             -- the URL, or the reference where there is none
  url TEXT,
  outlet TEXT,
  published TEXT,
  title TEXT NOT NULL,
  byline TEXT,
  text TEXT NOT NULL,
  imprint BLOB NOT NULL,             -- hashed shingles, little-endian
  first_seen TEXT NOT NULL
) STRICT;
CREATE INDEX article_address ON article (address, first_seen);
CREATE INDEX article_published ON article (published, ref);
CREATE INDEX article_outlet ON article (outlet);
CREATE INDEX article_ref ON article (ref);

-- What one version of the program found in an article. The latest counts.
CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  program TEXT NOT NULL,
  recorded TEXT NOT NULL,
  retired TEXT,                      -- when a later reading or a later text took its place
  mentions TEXT NOT NULL,            -- JSON, as in the contract
  diagnostics TEXT NOT NULL
) STRICT;
CREATE INDEX reading_article ON reading (article);

CREATE TABLE claim (
  row INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL REFERENCES reading (id),
  id TEXT NOT NULL,                  -- as in the contract
  speaker TEXT,
  affiliation TEXT,
  polarity TEXT NOT NULL,
  content TEXT NOT NULL,
  record TEXT NOT NULL               -- JSON, as in the contract
) STRICT;
CREATE INDEX claim_reading ON claim (reading);
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_speaker ON claim (speaker);
CREATE INDEX claim_affiliation ON claim (affiliation);

-- A claim with one of its frames.
CREATE TABLE statement (
  id TEXT NOT NULL,
  claim INTEGER NOT NULL REFERENCES claim (row),
  frame TEXT,
  record TEXT NOT NULL,
  retired TEXT,
  PRIMARY KEY (id, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_claim ON statement (claim);
CREATE INDEX statement_frame ON statement (frame) WHERE frame IS NOT NULL;

-- Where statements meet; those of retired readings are left out.
CREATE TABLE meeting (
  key TEXT NOT NULL,
  statement TEXT NOT NULL,
  PRIMARY KEY (key, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_statement ON meeting (statement);

-- Who and what takes part in the events of statements.
CREATE TABLE filler (
  statement TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  entity TEXT,
  PRIMARY KEY (name, role, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX filler_statement ON filler (statement);

-- What was settled; a later settling of the same statements retires it.
CREATE TABLE proposition (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  summary TEXT NOT NULL,
  frame TEXT,
  established INTEGER NOT NULL,
  possible INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  denied INTEGER NOT NULL,           -- denying origins
  shared INTEGER NOT NULL,           -- whether more than one article or party tells of it
  first_seen TEXT,                   -- earliest publication
  record TEXT NOT NULL,
  recorded TEXT NOT NULL,
  retired TEXT
) STRICT;
CREATE INDEX proposition_id ON proposition (id, recorded);
CREATE INDEX proposition_shared ON proposition (shared DESC, established DESC, first_seen) WHERE retired IS NULL;

CREATE TABLE member (
  statement TEXT NOT NULL,
  proposition INTEGER NOT NULL REFERENCES proposition (row),
  PRIMARY KEY (statement, proposition)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_proposition ON member (proposition);

-- What people judged. Undoing is a judgement too.
CREATE TABLE judgement (
  id INTEGER PRIMARY KEY,
  verdict TEXT NOT NULL,             -- accept, reject, same, different, note, undo
  about TEXT NOT NULL,               -- claim, proposition, origin, entity, judgement
  a TEXT NOT NULL,
  b TEXT,
  statement_a TEXT,                  -- the statements that stand for a and b in settling
  statement_b TEXT,
  note TEXT,
  evidence TEXT,                     -- an address
  person TEXT NOT NULL,
  recorded TEXT NOT NULL
) STRICT;

CREATE INDEX judgement_undone ON judgement (a) WHERE verdict = 'undo';

-- Judgements that stand.
CREATE VIEW standing AS
  SELECT * FROM judgement AS j
  WHERE verdict <> 'undo'
    AND NOT EXISTS (SELECT 1 FROM judgement AS u WHERE u.verdict = 'undo' AND u.a = CAST(j.id AS TEXT));

-- Claims that count, with their articles and what was judged of them last.
CREATE VIEW current_claim AS
  SELECT claim.row, claim.id, claim.speaker, claim.affiliation, claim.polarity, claim.content, claim.record,
         article.id AS article, article.ref, article.outlet, article.published, article.url, article.first_seen,
         (SELECT verdict FROM standing WHERE about = 'claim' AND a = claim.id AND verdict IN ('accept', 'reject')
          ORDER BY id DESC LIMIT 1) AS judged
  FROM claim JOIN reading ON reading.id = claim.reading JOIN article ON article.id = reading.article
  WHERE reading.retired IS NULL;

CREATE VIRTUAL TABLE article_words USING fts5 (title, text, content = 'article', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_words USING fts5 (content, speaker, content = 'claim', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2');
