-- Gates, and which categories may come in at each; the name is what a scan says.
CREATE TABLE gate (
  id         BLOB PRIMARY KEY CHECK (length (id) = 16),
  event      BLOB,
  name       TEXT NOT NULL DEFAULT '',
  categories TEXT NOT NULL DEFAULT '', -- ids with commas between them; none: all
  deleted    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX gate_event ON gate (event, name);

ALTER TABLE category ADD COLUMN windows TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN signed_codes INTEGER NOT NULL DEFAULT 0;

-- How a ticket was presented, and by whom and why when it was not.
ALTER TABLE scan ADD COLUMN method TEXT NOT NULL DEFAULT '';
ALTER TABLE scan ADD COLUMN operator TEXT NOT NULL DEFAULT '';
ALTER TABLE scan ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- Tickets that were let in by their signature alone.
CREATE INDEX scan_genuine ON scan (ticket) WHERE verdict = 'genuine';

-- What checks signed codes: public halves only.
CREATE TABLE signing_key (
  id        BLOB PRIMARY KEY,
  form      TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  material  TEXT NOT NULL,
  kid       TEXT NOT NULL,
  name      TEXT NOT NULL,
  event     BLOB,
  audience  TEXT NOT NULL,
  made_at   INTEGER NOT NULL,
  device    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX signing_key_kid ON signing_key (form, kid);

-- A revocation may come before its key.
CREATE TABLE key_revocation (
  id      BLOB PRIMARY KEY,
  key     BLOB NOT NULL,
  reason  TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX key_revocation_key ON key_revocation (key);
