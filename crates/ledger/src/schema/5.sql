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

-- Names of voices, parties and goods, and how often what counts has them: kept by the triggers below, so that a list of
-- them needs no counting.
CREATE TABLE named (
  name TEXT PRIMARY KEY,
  said INTEGER NOT NULL DEFAULT 0,      -- claims that it or its people made
  took_part INTEGER NOT NULL DEFAULT 0, -- statements of events in which it takes part
  as_goods INTEGER NOT NULL DEFAULT 0   -- statements that have it as goods
) STRICT, WITHOUT ROWID;
INSERT INTO named (name, said)
  SELECT COALESCE(affiliation, speaker), COUNT(*) FROM claim JOIN reading ON reading.id = claim.reading
  WHERE retired IS NULL AND COALESCE(affiliation, speaker) IS NOT NULL GROUP BY 1;
INSERT INTO named (name, took_part, as_goods)
  SELECT name, COUNT(DISTINCT statement) FILTER (WHERE role NOT IN ('item', 'in_exchange_for')),
         COUNT(DISTINCT statement) FILTER (WHERE role = 'item')
  FROM filler WHERE statement IN (SELECT id FROM statement WHERE retired IS NULL) GROUP BY name
  ON CONFLICT (name) DO UPDATE SET took_part = excluded.took_part, as_goods = excluded.as_goods;
CREATE INDEX named_busy ON named (said + took_part DESC, name);

CREATE TRIGGER claim_said AFTER INSERT ON claim
WHEN COALESCE(new.affiliation, new.speaker) IS NOT NULL
  AND EXISTS (SELECT 1 FROM reading WHERE id = new.reading AND retired IS NULL)
BEGIN
  INSERT INTO named (name, said) VALUES (COALESCE(new.affiliation, new.speaker), 1)
  ON CONFLICT (name) DO UPDATE SET said = said + 1;
END;
CREATE TRIGGER reading_retired AFTER UPDATE OF retired ON reading
WHEN old.retired IS NULL AND new.retired IS NOT NULL
BEGIN
  UPDATE named SET said = said - of.claims
  FROM (SELECT COALESCE(affiliation, speaker) AS name, COUNT(*) AS claims FROM claim WHERE reading = new.id GROUP BY 1) AS of
  WHERE named.name = of.name;
END;
-- The fillers of a statement come after it, unless an earlier reading had the same one.
CREATE TRIGGER filler_named AFTER INSERT ON filler
WHEN EXISTS (SELECT 1 FROM statement WHERE id = new.statement AND retired IS NULL)
BEGIN
  INSERT INTO named (name, took_part, as_goods) VALUES (
    new.name,
    new.role NOT IN ('item', 'in_exchange_for') AND NOT EXISTS (
      SELECT 1 FROM filler WHERE statement = new.statement AND name = new.name AND role <> new.role
        AND role NOT IN ('item', 'in_exchange_for')),
    new.role = 'item')
  ON CONFLICT (name) DO UPDATE SET took_part = took_part + excluded.took_part, as_goods = as_goods + excluded.as_goods;
END;
CREATE TRIGGER statement_again AFTER INSERT ON statement
WHEN new.retired IS NULL
  AND NOT EXISTS (SELECT 1 FROM statement WHERE id = new.id AND claim <> new.claim AND retired IS NULL)
BEGIN
  UPDATE named SET took_part = took_part + of.part, as_goods = as_goods + of.goods
  FROM (SELECT name, MAX(role NOT IN ('item', 'in_exchange_for')) AS part, MAX(role = 'item') AS goods
        FROM filler WHERE statement = new.id GROUP BY name) AS of
  WHERE named.name = of.name;
END;
CREATE TRIGGER statement_retired AFTER UPDATE OF retired ON statement
WHEN old.retired IS NULL AND new.retired IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM statement WHERE id = new.id AND retired IS NULL)
BEGIN
  UPDATE named SET took_part = took_part - of.part, as_goods = as_goods - of.goods
  FROM (SELECT name, MAX(role NOT IN ('item', 'in_exchange_for')) AS part, MAX(role = 'item') AS goods
        FROM filler WHERE statement = new.id GROUP BY name) AS of
  WHERE named.name = of.name;
END;

-- For lists that are narrowed by these.
CREATE INDEX proposition_frame ON proposition (frame, shared DESC, established DESC, first_seen) WHERE retired IS NULL;
CREATE INDEX proposition_denied ON proposition (shared DESC, established DESC, first_seen)
  WHERE retired IS NULL AND denied > 0;
