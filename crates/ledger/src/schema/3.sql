-- The bytes that articles were read from, each once.
CREATE TABLE page (
  hash TEXT PRIMARY KEY,             -- BLAKE3 of the bytes
  length INTEGER NOT NULL,           -- of the bytes, before they were packed
  bytes BLOB NOT NULL,               -- in zlib's form
  recorded TEXT NOT NULL
) STRICT;
CREATE INDEX article_raw ON article (raw_hash);

-- How they came.
CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  page TEXT NOT NULL REFERENCES page (hash),
  url TEXT,
  fetched TEXT,                      -- when they were received, where that is known
  media_type TEXT,
  recorded TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX visit_once ON visit (page, ifnull(url, ''), ifnull(fetched, ''));

-- What gave no article, or one that was not to be read, and may be tried again.
CREATE TABLE aside (
  id INTEGER PRIMARY KEY,
  place TEXT NOT NULL UNIQUE,        -- a file, an address, or a place in a collection
  url TEXT,
  kind TEXT NOT NULL,                -- unreadable, language
  reason TEXT NOT NULL,
  page TEXT REFERENCES page (hash),  -- what was received, if anything
  attempts INTEGER NOT NULL,
  recorded TEXT NOT NULL,            -- the last attempt
  taken_in TEXT                      -- when it was read after all
) STRICT;

-- How far collections have been read.
CREATE TABLE progress (
  source TEXT PRIMARY KEY,           -- the file, its length and its time
  position INTEGER NOT NULL,         -- entries that are done with
  recorded TEXT NOT NULL
) STRICT;
