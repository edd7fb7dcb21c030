-- Whose copy an article runs, as the program found it: JSON, as in the contract. Of earlier readings the statements know
-- the agency, and not where it stands.
ALTER TABLE reading ADD COLUMN wire_credit TEXT;
UPDATE reading SET wire_credit = (
  SELECT json_object('name', json_extract(statement.record, '$.article.wire'))
  FROM claim JOIN statement ON statement.claim = claim.row
  WHERE claim.reading = reading.id AND json_extract(statement.record, '$.article.wire') IS NOT NULL
  LIMIT 1
);

-- Keys under which statements have come or gone since what lies there was settled.
CREATE TABLE unsettled (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Selections of claims that people come back to, under a name. The latest of a name counts, unless it was dropped.
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  selection TEXT,                    -- the end of an address; null: dropped
  person TEXT NOT NULL,
  recorded TEXT NOT NULL
) STRICT;
CREATE INDEX article_first_seen ON article (first_seen);
