-- What this device may sell without asking its platform: three counters that
-- only grow (core/foyer-lease.h). The last line of defence is the constraint.
-- `told_*` is what the platform last said, `returned_told` what it has heard.
CREATE TABLE lease (
  category      BLOB NOT NULL CHECK (length (category) = 16),
  epoch         INTEGER NOT NULL CHECK (epoch > 0),
  granted       INTEGER NOT NULL DEFAULT 0,
  used          INTEGER NOT NULL DEFAULT 0,
  returned      INTEGER NOT NULL DEFAULT 0,
  returned_told INTEGER NOT NULL DEFAULT 0,
  told_at       INTEGER NOT NULL DEFAULT 0,
  told_scarce   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (category, epoch),
  CHECK (used >= 0 AND returned >= 0 AND used + returned <= granted)
) STRICT, WITHOUT ROWID;

-- Stock set aside. The release may be known before the hold is.
CREATE TABLE hold (
  id       BLOB PRIMARY KEY CHECK (length (id) = 16),
  event    BLOB NOT NULL,
  category BLOB NOT NULL,
  kind     TEXT NOT NULL,
  owner    TEXT NOT NULL DEFAULT '',
  places   INTEGER NOT NULL,
  until    INTEGER NOT NULL DEFAULT 0,
  lease    INTEGER NOT NULL DEFAULT 0,
  released INTEGER NOT NULL DEFAULT 0,
  made_at  INTEGER NOT NULL,
  device   BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_event ON hold (event, category) WHERE released = 0;

CREATE TABLE hold_release (
  id      BLOB PRIMARY KEY,
  hold    BLOB NOT NULL,
  reason  TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_release_hold ON hold_release (hold);
