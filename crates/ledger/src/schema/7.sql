-- The frames of a claim are looked up without reading its statements.
DROP INDEX statement_claim;
CREATE INDEX statement_claim ON statement (claim, frame);
