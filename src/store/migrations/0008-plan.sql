-- Seating plans, packed (see foyer-plan-store.h), and which of them an event uses:
-- plan_map says in JSON which category of the event each category of the plan is.
CREATE TABLE plan (
  id       BLOB PRIMARY KEY CHECK (length (id) = 16),
  venue    BLOB,
  name     TEXT NOT NULL DEFAULT '',
  document TEXT NOT NULL DEFAULT '',
  deleted  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX plan_venue ON plan (venue);

ALTER TABLE event ADD COLUMN plan BLOB;
ALTER TABLE event ADD COLUMN plan_map TEXT NOT NULL DEFAULT '';
