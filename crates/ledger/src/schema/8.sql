-- Few words by themselves, and events of which nobody is told, no longer mean the same in all articles: what was settled
-- is settled again. Keys are numbers, and those of one time lie together.
DROP TABLE meeting;
CREATE TABLE meeting (
  key INTEGER NOT NULL,
  hold TEXT NOT NULL,                -- bond; side of a statement that has bonds; loose, a side of one that has none
  statement TEXT NOT NULL,
  PRIMARY KEY (key, hold, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_statement ON meeting (statement);
DROP TABLE unsettled;
CREATE TABLE unsettled (key INTEGER PRIMARY KEY) STRICT;

-- Statements lie in the order in which they came, and only their ids in another: what is long is written once.
CREATE TABLE held AS SELECT * FROM statement;
DROP TABLE statement;
CREATE TABLE statement (
  id TEXT NOT NULL,
  claim INTEGER NOT NULL REFERENCES claim (row),
  frame TEXT,
  record TEXT NOT NULL,
  retired TEXT,
  PRIMARY KEY (id, claim)
) STRICT;
INSERT INTO statement SELECT * FROM held;
DROP TABLE held;
CREATE INDEX statement_claim ON statement (claim, frame);
CREATE INDEX statement_frame ON statement (frame) WHERE frame IS NOT NULL;
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
CREATE TRIGGER statement_names_party AFTER INSERT ON statement BEGIN
  INSERT OR IGNORE INTO claim_name
    SELECT name, 'party', COALESCE(published, ''), claim.row FROM filler
    JOIN claim ON claim.row = new.claim JOIN reading ON reading.id = claim.reading
    JOIN article ON article.id = reading.article WHERE filler.statement = new.id;
END;
