-- Dossiers that people compose, under a name. The latest of a name counts, unless it was dropped.
CREATE TABLE dossier (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  draft TEXT,                        -- JSON: propositions in order, what is written between; null: dropped
  person TEXT NOT NULL,
  recorded TEXT NOT NULL
) STRICT;
CREATE INDEX dossier_name ON dossier (name);

-- What stands below an article's pictures: JSON, as in the contract; null where there is nothing.
ALTER TABLE article ADD COLUMN captions TEXT;
