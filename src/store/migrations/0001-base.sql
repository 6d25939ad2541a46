-- Times are microseconds since 1970 UTC, ids are 16 bytes, money is minor units.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The catalogue: its columns bear the names of the fields in a change's body.

CREATE TABLE venue (
  id        BLOB PRIMARY KEY CHECK (length (id) = 16),
  name      TEXT NOT NULL DEFAULT '',
  street    TEXT NOT NULL DEFAULT '',
  postcode  TEXT NOT NULL DEFAULT '',
  city      TEXT NOT NULL DEFAULT '',
  state     TEXT NOT NULL DEFAULT '',
  country   TEXT NOT NULL DEFAULT '',
  kind      TEXT NOT NULL DEFAULT '',
  timezone  TEXT NOT NULL DEFAULT '',
  amenities TEXT NOT NULL DEFAULT '',
  capacity  INTEGER NOT NULL DEFAULT -1,
  latitude  REAL NOT NULL DEFAULT 0,
  longitude REAL NOT NULL DEFAULT 0,
  deleted   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE event (
  id               BLOB PRIMARY KEY CHECK (length (id) = 16),
  title            TEXT NOT NULL DEFAULT '',
  description      TEXT NOT NULL DEFAULT '',
  organizer        TEXT NOT NULL DEFAULT '',
  venue            BLOB,
  timezone         TEXT NOT NULL DEFAULT '',
  currency         TEXT NOT NULL DEFAULT '',
  tags             TEXT NOT NULL DEFAULT '',
  public_url       TEXT NOT NULL DEFAULT '',
  cancel_reason    TEXT NOT NULL DEFAULT '',
  starts           INTEGER NOT NULL DEFAULT 0,
  ends             INTEGER NOT NULL DEFAULT 0,
  doors            INTEGER NOT NULL DEFAULT 0,
  capacity         INTEGER NOT NULL DEFAULT -1,
  low_percent      INTEGER NOT NULL DEFAULT 0,
  critical_percent INTEGER NOT NULL DEFAULT 0,
  number           INTEGER NOT NULL DEFAULT 0,
  reentry          INTEGER NOT NULL DEFAULT 0,
  status           TEXT NOT NULL DEFAULT 'draft',
  deleted          INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE category (
  id            BLOB PRIMARY KEY CHECK (length (id) = 16),
  event         BLOB,
  name          TEXT NOT NULL DEFAULT '',
  colour        TEXT NOT NULL DEFAULT '',
  benefits      TEXT NOT NULL DEFAULT '',
  sku           TEXT NOT NULL DEFAULT '',
  price         INTEGER NOT NULL DEFAULT 0,
  vat_rate      INTEGER NOT NULL DEFAULT 0,
  capacity      INTEGER NOT NULL DEFAULT -1,
  sale_from     INTEGER NOT NULL DEFAULT 0,
  sale_until    INTEGER NOT NULL DEFAULT 0,
  min_per_order INTEGER NOT NULL DEFAULT 1,
  max_per_order INTEGER NOT NULL DEFAULT 0,
  position      INTEGER NOT NULL DEFAULT 0,
  status        TEXT NOT NULL DEFAULT 'draft',
  deleted       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX category_event ON category (event, position);

-- Who wrote each field last, so that edits merge by field.
CREATE TABLE field_version (
  subject BLOB NOT NULL,
  field   TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL,
  PRIMARY KEY (subject, field)
) STRICT, WITHOUT ROWID;

-- Which edits were merged, so that one that comes again is not taken for a late one.
CREATE TABLE edit (
  id BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What lost when two devices wrote the same field.
CREATE TABLE field_lost (
  subject BLOB NOT NULL,
  field   TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL,
  value   TEXT NOT NULL,
  PRIMARY KEY (subject, field, made_at, device)
) STRICT, WITHOUT ROWID;

-- The ledger.

CREATE TABLE orders (
  id            BLOB PRIMARY KEY CHECK (length (id) = 16),
  event         BLOB NOT NULL,
  number        TEXT NOT NULL,
  channel       TEXT NOT NULL,
  status        TEXT NOT NULL,
  currency      TEXT NOT NULL,
  total         INTEGER NOT NULL,
  note          TEXT NOT NULL DEFAULT '',
  reason        TEXT NOT NULL DEFAULT '',
  buyer_name    TEXT NOT NULL DEFAULT '',
  buyer_email   TEXT NOT NULL DEFAULT '',
  buyer_phone   TEXT NOT NULL DEFAULT '',
  made_at       INTEGER NOT NULL,
  device        BLOB NOT NULL
) STRICT;
CREATE INDEX orders_event ON orders (event, made_at);
CREATE INDEX orders_number ON orders (number);

CREATE TABLE payment (
  id        BLOB PRIMARY KEY,
  order_id  BLOB NOT NULL,
  method    TEXT NOT NULL,
  amount    INTEGER NOT NULL,
  given     INTEGER NOT NULL,
  reference TEXT NOT NULL DEFAULT '',
  made_at   INTEGER NOT NULL,
  device    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
-- With what revenue is summed from, which then needs no more than the index.
CREATE INDEX payment_order ON payment (order_id, method, amount);

CREATE TABLE refund (
  id       BLOB PRIMARY KEY,
  order_id BLOB NOT NULL,
  amount   INTEGER NOT NULL,
  method   TEXT NOT NULL,
  reason   TEXT NOT NULL,
  made_at  INTEGER NOT NULL,
  device   BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_order ON refund (order_id);

CREATE TABLE refund_ticket (
  ticket BLOB NOT NULL,
  refund BLOB NOT NULL,
  PRIMARY KEY (ticket, refund)
) STRICT, WITHOUT ROWID;

-- The rowid is the key of lists and of the search index. `live` says whether
-- the ticket takes stock; status, inside and copy are what the facts add up to.
CREATE TABLE ticket (
  rowid     INTEGER PRIMARY KEY,
  id        BLOB NOT NULL CHECK (length (id) = 16),
  order_id  BLOB NOT NULL,
  event     BLOB NOT NULL,
  category  BLOB NOT NULL,
  secret    TEXT NOT NULL,
  seat      TEXT NOT NULL DEFAULT '',
  price     INTEGER NOT NULL,
  vat_rate  INTEGER NOT NULL,
  serial    INTEGER NOT NULL,
  copy      INTEGER NOT NULL DEFAULT 1,
  printed   INTEGER NOT NULL DEFAULT 0,
  live      INTEGER NOT NULL DEFAULT 1,
  inside    INTEGER NOT NULL DEFAULT 0,
  status    TEXT NOT NULL DEFAULT 'valid',
  sort_name TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX ticket_id ON ticket (id);
-- Tickets from lists: what their ids were derived from (version 8), without the moment.
CREATE INDEX ticket_derived ON ticket (substr (id, 7)) WHERE substr (id, 7, 1) >= x'80';
CREATE INDEX ticket_order ON ticket (order_id);
CREATE INDEX ticket_secret ON ticket (secret);
CREATE INDEX ticket_serial ON ticket (event, serial);
CREATE INDEX ticket_name ON ticket (event, sort_name);
CREATE INDEX ticket_stock ON ticket (event, category) WHERE live = 1;
CREATE INDEX ticket_door ON ticket (event, category, inside, status) WHERE inside = 1 OR status = 'admitted';

-- Codes that a reprint has put out of use.
CREATE TABLE retired_code (
  code   TEXT NOT NULL,
  ticket BLOB NOT NULL,
  PRIMARY KEY (code, ticket)
) STRICT, WITHOUT ROWID;

CREATE TABLE attendee (
  id       BLOB PRIMARY KEY,
  name     TEXT NOT NULL DEFAULT '',
  email    TEXT NOT NULL DEFAULT '',
  phone    TEXT NOT NULL DEFAULT '',
  company  TEXT NOT NULL DEFAULT '',
  street   TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  city     TEXT NOT NULL DEFAULT '',
  country  TEXT NOT NULL DEFAULT '',
  segment  TEXT NOT NULL DEFAULT '',
  note     TEXT NOT NULL DEFAULT '',
  consent  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE scan (
  id      BLOB PRIMARY KEY,
  ticket  BLOB,
  event   BLOB NOT NULL,
  mode    TEXT NOT NULL,
  verdict TEXT NOT NULL,
  gate    TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL,
  undone  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX scan_ticket ON scan (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX scan_event ON scan (event, made_at);

CREATE TABLE scan_undo (
  id      BLOB PRIMARY KEY,
  scan    BLOB NOT NULL,
  reason  TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX scan_undo_scan ON scan_undo (scan);

CREATE TABLE block (
  id      BLOB PRIMARY KEY,
  ticket  BLOB NOT NULL,
  blocked INTEGER NOT NULL,
  reason  TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX block_ticket ON block (ticket, made_at);

CREATE TABLE reprint (
  id      BLOB PRIMARY KEY,
  ticket  BLOB NOT NULL,
  copy    INTEGER NOT NULL,
  secret  TEXT NOT NULL,
  reason  TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reprint_ticket ON reprint (ticket);

CREATE TABLE printed (
  id      BLOB PRIMARY KEY,
  ticket  BLOB NOT NULL,
  job     BLOB NOT NULL,
  copy    INTEGER NOT NULL,
  printer TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX printed_ticket ON printed (ticket);

CREATE TABLE conflict (
  id      BLOB PRIMARY KEY,
  kind    TEXT NOT NULL,
  subject BLOB NOT NULL,
  event   BLOB,
  detail  TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_subject ON conflict (subject, kind);

-- A settlement may come before the conflict is known here.
CREATE TABLE settlement (
  id       BLOB PRIMARY KEY,
  conflict BLOB NOT NULL,
  note     TEXT NOT NULL,
  made_at  INTEGER NOT NULL,
  device   BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX settlement_conflict ON settlement (conflict, made_at);

-- Kept here: what this device still has to send, and its printing.

CREATE TABLE outbox (
  seq     INTEGER PRIMARY KEY,
  id      BLOB NOT NULL,
  line    TEXT NOT NULL,
  refusal TEXT
) STRICT;
CREATE INDEX outbox_refused ON outbox (seq) WHERE refusal IS NOT NULL;

CREATE TABLE print_job (
  id         BLOB PRIMARY KEY,
  order_id   BLOB,
  event      BLOB,
  title      TEXT NOT NULL,
  printer    TEXT NOT NULL,
  message    TEXT NOT NULL DEFAULT '',
  reason     TEXT NOT NULL DEFAULT '',
  pages      INTEGER NOT NULL,
  system_job INTEGER NOT NULL DEFAULT 0,
  state      TEXT NOT NULL,
  made_at    INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX print_job_made ON print_job (made_at);

CREATE TABLE print_job_ticket (
  job      BLOB NOT NULL,
  position INTEGER NOT NULL,
  ticket   BLOB NOT NULL,
  PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;

-- Words come here folded and cut by foyer_search_append_words(), so 'ascii' finds the blanks between them and no more.
CREATE VIRTUAL TABLE ticket_search USING fts5 (
  terms, content = '', contentless_delete = 1,
  tokenize = 'ascii', prefix = '1 2 3', detail = none
);

-- The words of names, for searches with a typing mistake.
CREATE TABLE search_word (
  word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
