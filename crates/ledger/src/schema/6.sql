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

-- What a list shows of a proposition, so that it needn't read the whole record: JSON.
ALTER TABLE proposition ADD COLUMN glance TEXT NOT NULL DEFAULT '';
UPDATE proposition SET glance = json_object(
  'proposition', json_extract(record, '$.proposition'),
  'independent_origins', json_extract(record, '$.independent_origins'),
  'denial_origins', json_extract(record, '$.denial_origins'),
  'tellings', json_extract(record, '$.tellings'),
  'articles', (SELECT COUNT(DISTINCT json_extract(value, '$.article')) FROM json_each(record, '$.claims')),
  'first_seen', first_seen,
  'drifts', json(iif(json_array_length(record, '$.drift') > 0, 'true', 'false')));

-- For those that are new since a visit.
CREATE INDEX proposition_recorded ON proposition (recorded) WHERE retired IS NULL;

-- Whose and of whom claims are, name by name in the order of their days, so that a list of a name's claims is read off.
CREATE TABLE claim_name (
  name TEXT NOT NULL,
  part TEXT NOT NULL,                -- said; party: takes part in an event that it tells of; evidence: a kind that it rests on
  published TEXT NOT NULL,           -- empty where that isn't known
  claim INTEGER NOT NULL,
  PRIMARY KEY (name, part, published, claim)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO claim_name
  SELECT name, part, COALESCE(published, ''), claim FROM (
    SELECT speaker AS name, 'said' AS part, row AS claim, reading FROM claim
    UNION ALL SELECT affiliation, 'said', row, reading FROM claim
    UNION ALL SELECT name, 'party', statement.claim, reading
      FROM filler JOIN statement ON statement.id = filler.statement JOIN claim ON claim.row = statement.claim
    UNION ALL SELECT json_extract(e.value, '$.kind'), 'evidence', row, reading FROM claim, json_each(record, '$.evidence') AS e)
  JOIN reading ON reading.id = reading JOIN article ON article.id = reading.article
  WHERE name IS NOT NULL ORDER BY 1, 2, 3, 4;

CREATE TRIGGER claim_names_said AFTER INSERT ON claim BEGIN
  INSERT OR IGNORE INTO claim_name
    SELECT name, 'said', COALESCE(published, ''), new.row FROM (SELECT new.speaker AS name UNION SELECT new.affiliation)
    JOIN reading ON reading.id = new.reading JOIN article ON article.id = reading.article WHERE name IS NOT NULL;
END;
CREATE TRIGGER claim_names_evidence AFTER INSERT ON claim BEGIN
  INSERT OR IGNORE INTO claim_name
    SELECT json_extract(e.value, '$.kind'), 'evidence', COALESCE(published, ''), new.row
    FROM json_each(new.record, '$.evidence') AS e
    JOIN reading ON reading.id = new.reading JOIN article ON article.id = reading.article;
END;
CREATE TRIGGER claim_names_moved AFTER UPDATE OF speaker, affiliation ON claim BEGIN
  DELETE FROM claim_name WHERE name IN (old.speaker, old.affiliation) AND part = 'said' AND claim = new.row
    AND published = (SELECT COALESCE(published, '') FROM reading JOIN article ON article.id = reading.article
                     WHERE reading.id = new.reading);
  INSERT OR IGNORE INTO claim_name
    SELECT name, 'said', COALESCE(published, ''), new.row FROM (SELECT new.speaker AS name UNION SELECT new.affiliation)
    JOIN reading ON reading.id = new.reading JOIN article ON article.id = reading.article WHERE name IS NOT NULL;
END;
CREATE TRIGGER filler_names_party AFTER INSERT ON filler BEGIN
  INSERT OR IGNORE INTO claim_name
    SELECT new.name, 'party', COALESCE(published, ''), claim.row FROM statement JOIN claim ON claim.row = statement.claim
    JOIN reading ON reading.id = claim.reading JOIN article ON article.id = reading.article
    WHERE statement.id = new.statement;
END;
CREATE TRIGGER filler_moved AFTER DELETE ON filler BEGIN
  DELETE FROM claim_name WHERE name = old.name AND part = 'party' AND (published, claim) IN (
    SELECT COALESCE(published, ''), claim.row FROM statement JOIN claim ON claim.row = statement.claim
    JOIN reading ON reading.id = claim.reading JOIN article ON article.id = reading.article
    WHERE statement.id = old.statement AND NOT EXISTS (
      SELECT 1 FROM statement AS other CROSS JOIN filler ON filler.statement = other.id
      WHERE other.claim = claim.row AND +filler.name = old.name));
END;
-- Another reading has the same statement, whose fillers are there already.
CREATE TRIGGER statement_names_party AFTER INSERT ON statement BEGIN
  INSERT OR IGNORE INTO claim_name
    SELECT name, 'party', COALESCE(published, ''), claim.row FROM filler
    JOIN claim ON claim.row = new.claim JOIN reading ON reading.id = claim.reading
    JOIN article ON article.id = reading.article WHERE filler.statement = new.id;
END;

-- In which propositions that stand names take part, in the order of their list.
CREATE TABLE proposition_name (
  name TEXT NOT NULL,
  shared INTEGER NOT NULL,
  established INTEGER NOT NULL,
  first_seen TEXT NOT NULL,          -- empty where that isn't known
  proposition INTEGER NOT NULL,
  PRIMARY KEY (name, shared DESC, established DESC, first_seen, proposition)
) STRICT, WITHOUT ROWID;
CREATE INDEX proposition_name_of ON proposition_name (proposition);
INSERT OR IGNORE INTO proposition_name
  SELECT name, shared, established, COALESCE(first_seen, ''), row
  FROM proposition CROSS JOIN member ON member.proposition = row CROSS JOIN filler ON filler.statement = member.statement
  WHERE retired IS NULL ORDER BY 1, 2 DESC, 3 DESC, 4, 5;

CREATE TRIGGER member_named AFTER INSERT ON member BEGIN
  INSERT OR IGNORE INTO proposition_name
    SELECT name, shared, established, COALESCE(first_seen, ''), row FROM proposition
    JOIN filler ON filler.statement = new.statement WHERE row = new.proposition AND retired IS NULL;
END;
CREATE TRIGGER proposition_retired AFTER UPDATE OF retired ON proposition WHEN new.retired IS NOT NULL BEGIN
  DELETE FROM proposition_name WHERE proposition = new.row;
END;
