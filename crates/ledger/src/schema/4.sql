-- What is followed, and how it stands with each.
CREATE TABLE feed (
  address TEXT PRIMARY KEY,
  title TEXT,
  etag TEXT,
  modified TEXT,
  fetched TEXT,                      -- the last answer, with or without news
  due TEXT NOT NULL,                 -- when it is fetched next
  failures INTEGER NOT NULL,         -- since the last answer
  fault TEXT,                        -- what went wrong last
  pace INTEGER NOT NULL              -- seconds between two visits, as they have turned out
) STRICT;
CREATE INDEX feed_due ON feed (due);

-- Articles that feeds named.
CREATE TABLE entry (
  url TEXT PRIMARY KEY,
  feed TEXT NOT NULL,
  published TEXT,
  found TEXT NOT NULL,
  due TEXT,                          -- when it is fetched next; null once it is done with
  attempts INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_due ON entry (due) WHERE due IS NOT NULL;
CREATE INDEX entry_feed ON entry (feed) WHERE due IS NOT NULL;
