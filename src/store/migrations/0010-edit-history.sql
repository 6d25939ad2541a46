-- Every edit of every field, and which one its author had seen: so that all
-- devices tell alike which edits did not know of each other, in whatever order
-- they hear of them.
CREATE TABLE field_edit (
  subject BLOB NOT NULL,
  field   TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL,
  base    INTEGER NOT NULL, -- stamp of the edit that its author saw; 0: none
  value   TEXT NOT NULL,
  PRIMARY KEY (subject, field, made_at, device)
) STRICT, WITHOUT ROWID;
DROP TABLE field_lost;
