-- SPDX-License-Identifier: GPL-3.0-or-later
-- The rev of an organization is counted in its row, which is locked while
-- changes get their numbers: a reader can never miss one.
CREATE TABLE organization (
  id BLOB NOT NULL PRIMARY KEY CHECK (length (id) = 16),
  name TEXT NOT NULL,
  rev INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;

-- A number is never given twice, not even when its device is gone: it stands
-- in the serials and order numbers of what that device sold.
CREATE TABLE device (
  organization BLOB NOT NULL REFERENCES organization (id),
  id BLOB NOT NULL CHECK (length (id) = 16),
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  role TEXT NOT NULL,
  gate TEXT NOT NULL DEFAULT '',
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 99),
  token_hash BLOB NOT NULL UNIQUE CHECK (length (token_hash) = 32),
  paired_at INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  revoked INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organization, id),
  UNIQUE (organization, number)
) STRICT;

CREATE TABLE pairing (
  token_hash BLOB NOT NULL PRIMARY KEY CHECK (length (token_hash) = 32),
  organization BLOB NOT NULL REFERENCES organization (id),
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  used_by BLOB
) STRICT;

CREATE TABLE change (
  organization BLOB NOT NULL REFERENCES organization (id),
  rev INTEGER NOT NULL,
  id BLOB NOT NULL CHECK (length (id) = 16),
  kind TEXT NOT NULL,
  subject BLOB NOT NULL CHECK (length (subject) = 16),
  body TEXT NOT NULL,
  device BLOB NOT NULL CHECK (length (device) = 16),
  sent_by BLOB NOT NULL CHECK (length (sent_by) = 16),
  made_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (organization, rev),
  UNIQUE (organization, id)
) STRICT;
