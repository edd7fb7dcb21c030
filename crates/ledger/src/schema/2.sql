-- Where statements meet, made anew from the statements that stand.
DROP TABLE meeting;
CREATE TABLE meeting (
  key TEXT NOT NULL,
  hold TEXT NOT NULL,                -- bond; side of a statement that has bonds; loose, a side of one that has none
  statement TEXT NOT NULL,
  PRIMARY KEY (key, hold, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_statement ON meeting (statement);

-- The statement with bonds that one without goes with.
CREATE TABLE attachment (
  loose TEXT PRIMARY KEY,
  anchor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_anchor ON attachment (anchor);
