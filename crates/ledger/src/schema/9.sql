-- Statements meet by number: their ids are long, and those of one article lie all over an index.
ALTER TABLE statement ADD COLUMN number INTEGER; -- the same in all readings of a statement
UPDATE statement SET number = first FROM (SELECT id AS same, MIN(rowid) AS first FROM statement GROUP BY id) WHERE id = same;
CREATE INDEX statement_number ON statement (number);

CREATE TABLE held AS
  SELECT DISTINCT key, CASE hold WHEN 'bond' THEN 0 WHEN 'side' THEN 1 ELSE 2 END AS hold, number AS statement
  FROM meeting JOIN statement ON id = statement;
DROP TABLE meeting;
CREATE TABLE meeting (
  key INTEGER NOT NULL,
  hold INTEGER NOT NULL,             -- 0: bond; 1: side of a statement that has bonds; 2: loose, a side of one that has none
  statement INTEGER NOT NULL,
  PRIMARY KEY (key, hold, statement)
) STRICT, WITHOUT ROWID;
INSERT INTO meeting SELECT key, hold, statement FROM held ORDER BY 1, 2, 3;
DROP TABLE held;
CREATE INDEX meeting_statement ON meeting (statement);

CREATE TABLE held AS
  SELECT DISTINCT l.number AS loose, a.number AS anchor
  FROM attachment JOIN statement AS l ON l.id = loose JOIN statement AS a ON a.id = anchor;
DROP TABLE attachment;
CREATE TABLE attachment (
  loose INTEGER PRIMARY KEY,
  anchor INTEGER NOT NULL
) STRICT;
INSERT INTO attachment SELECT loose, anchor FROM held;
DROP TABLE held;
CREATE INDEX attachment_anchor ON attachment (anchor);
