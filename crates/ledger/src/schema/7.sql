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
