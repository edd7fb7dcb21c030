-- Who takes part in events, and what propositions count, lies under the numbers of statements as well: so it is shorter, and
-- what comes is added at one end.
UPDATE statement SET number = (SELECT MAX(number) FROM statement AS other WHERE other.id = statement.id)
  WHERE number IS NULL;
UPDATE statement SET number = last + first
  FROM (SELECT id AS same, MIN(rowid) AS first FROM statement WHERE number IS NULL GROUP BY id),
       (SELECT ifnull(MAX(number), 0) AS last FROM statement)
  WHERE id = same;
DROP INDEX statement_number;
CREATE INDEX statement_number ON statement (number, claim);

CREATE TABLE held AS
  SELECT DISTINCT number AS statement, role, name, entity FROM filler JOIN statement ON id = filler.statement;
DROP TABLE filler;
CREATE TABLE filler (
  statement INTEGER NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  entity TEXT,
  PRIMARY KEY (name, role, statement)
) STRICT, WITHOUT ROWID;
INSERT INTO filler SELECT statement, role, name, entity FROM held ORDER BY name, role, statement;
DROP TABLE held;
CREATE INDEX filler_statement ON filler (statement);

CREATE TABLE held AS
  SELECT DISTINCT number AS statement, proposition FROM member JOIN statement ON id = member.statement;
DROP TABLE member;
CREATE TABLE member (
  statement INTEGER NOT NULL,
  proposition INTEGER NOT NULL REFERENCES proposition (row),
  PRIMARY KEY (statement, proposition)
) STRICT, WITHOUT ROWID;
INSERT INTO member SELECT statement, proposition FROM held ORDER BY statement, proposition;
DROP TABLE held;
CREATE INDEX member_proposition ON member (proposition);

-- The triggers of the two tables, and those of statements, by number.
CREATE TRIGGER filler_named AFTER INSERT ON filler
WHEN EXISTS (SELECT 1 FROM statement WHERE number = new.statement AND retired IS NULL)
BEGIN
  INSERT INTO named (name, took_part, as_goods) VALUES (
    new.name,
    new.role NOT IN ('item', 'in_exchange_for') AND NOT EXISTS (
      SELECT 1 FROM filler WHERE statement = new.statement AND name = new.name AND role <> new.role
        AND role NOT IN ('item', 'in_exchange_for')),
    new.role = 'item')
  ON CONFLICT (name) DO UPDATE SET took_part = took_part + excluded.took_part, as_goods = as_goods + excluded.as_goods;
END;
CREATE TRIGGER filler_names_party AFTER INSERT ON filler BEGIN
  INSERT OR IGNORE INTO claim_name
    SELECT new.name, 'party', COALESCE(published, ''), claim.row FROM statement JOIN claim ON claim.row = statement.claim
    JOIN reading ON reading.id = claim.reading JOIN article ON article.id = reading.article
    WHERE statement.number = new.statement;
END;
CREATE TRIGGER filler_moved AFTER DELETE ON filler BEGIN
  DELETE FROM claim_name WHERE name = old.name AND part = 'party' AND (published, claim) IN (
    SELECT COALESCE(published, ''), claim.row FROM statement JOIN claim ON claim.row = statement.claim
    JOIN reading ON reading.id = claim.reading JOIN article ON article.id = reading.article
    WHERE statement.number = old.statement AND NOT EXISTS (
      SELECT 1 FROM statement AS other CROSS JOIN filler ON filler.statement = other.number
      WHERE other.claim = claim.row AND +filler.name = old.name));
END;
CREATE TRIGGER member_named AFTER INSERT ON member BEGIN
  INSERT OR IGNORE INTO proposition_name
    SELECT name, shared, established, COALESCE(first_seen, ''), row FROM proposition
    JOIN filler ON filler.statement = new.statement WHERE row = new.proposition AND retired IS NULL;
END;

DROP TRIGGER statement_again;
CREATE TRIGGER statement_again AFTER INSERT ON statement
WHEN new.retired IS NULL
  AND NOT EXISTS (SELECT 1 FROM statement WHERE number = new.number AND claim <> new.claim AND retired IS NULL)
BEGIN
  UPDATE named SET took_part = took_part + of.part, as_goods = as_goods + of.goods
  FROM (SELECT name, MAX(role NOT IN ('item', 'in_exchange_for')) AS part, MAX(role = 'item') AS goods
        FROM filler WHERE statement = new.number GROUP BY name) AS of
  WHERE named.name = of.name;
END;
DROP TRIGGER statement_retired;
CREATE TRIGGER statement_retired AFTER UPDATE OF retired ON statement
WHEN old.retired IS NULL AND new.retired IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM statement WHERE number = new.number AND retired IS NULL)
BEGIN
  UPDATE named SET took_part = took_part - of.part, as_goods = as_goods - of.goods
  FROM (SELECT name, MAX(role NOT IN ('item', 'in_exchange_for')) AS part, MAX(role = 'item') AS goods
        FROM filler WHERE statement = new.number GROUP BY name) AS of
  WHERE named.name = of.name;
END;
DROP TRIGGER statement_names_party;
CREATE TRIGGER statement_names_party AFTER INSERT ON statement BEGIN
  INSERT OR IGNORE INTO claim_name
    SELECT name, 'party', COALESCE(published, ''), claim.row FROM filler
    JOIN claim ON claim.row = new.claim JOIN reading ON reading.id = claim.reading
    JOIN article ON article.id = reading.article WHERE filler.statement = new.number;
END;
