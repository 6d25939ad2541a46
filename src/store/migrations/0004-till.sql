-- Who sells.
CREATE TABLE cashier (
  id      BLOB PRIMARY KEY CHECK (length (id) = 16),
  name    TEXT NOT NULL DEFAULT '',
  role    TEXT NOT NULL DEFAULT 'cashier',
  pin     TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One drawer from its opening to its count. What the other facts say of a shift
-- (who has it, when it was closed, the number of its Z report) is kept with it.
CREATE TABLE shift (
  id            BLOB PRIMARY KEY CHECK (length (id) = 16),
  till          TEXT NOT NULL,
  currency      TEXT NOT NULL,
  opening       INTEGER NOT NULL,
  first_cashier BLOB,
  cashier       BLOB,
  opened_at     INTEGER NOT NULL,
  closed_at     INTEGER NOT NULL DEFAULT 0,
  number        INTEGER NOT NULL DEFAULT 0,
  device        BLOB NOT NULL
) STRICT;
CREATE INDEX shift_open ON shift (device) WHERE closed_at = 0;
CREATE INDEX shift_number ON shift (device, number);

CREATE TABLE shift_cash (
  id       BLOB PRIMARY KEY,
  shift    BLOB NOT NULL,
  cause    TEXT NOT NULL,
  amount   INTEGER NOT NULL,
  reason   TEXT NOT NULL,
  cashier  BLOB,
  approver BLOB,
  made_at  INTEGER NOT NULL,
  device   BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX shift_cash_shift ON shift_cash (shift, made_at);

CREATE TABLE shift_hand_over (
  id      BLOB PRIMARY KEY,
  shift   BLOB NOT NULL,
  cashier BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX shift_hand_over_shift ON shift_hand_over (shift, made_at);

-- The Z reports. Rows are written once and never altered.
CREATE TABLE shift_close (
  id      BLOB PRIMARY KEY,
  shift   BLOB NOT NULL,
  number  INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  report  TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX shift_close_shift ON shift_close (shift, made_at);

-- What a sale, a payment, a refund and a reprint belong to.
ALTER TABLE orders ADD COLUMN shift BLOB;
ALTER TABLE orders ADD COLUMN cashier BLOB;
ALTER TABLE orders ADD COLUMN approver BLOB;
CREATE INDEX orders_shift ON orders (shift, made_at) WHERE shift IS NOT NULL;

ALTER TABLE ticket ADD COLUMN discount INTEGER NOT NULL DEFAULT 0;

-- `later`: paid for an order that was there already.
ALTER TABLE payment ADD COLUMN rounding INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payment ADD COLUMN later INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payment ADD COLUMN shift BLOB;
ALTER TABLE payment ADD COLUMN cashier BLOB;
CREATE INDEX payment_shift ON payment (shift) WHERE shift IS NOT NULL;

ALTER TABLE refund ADD COLUMN cause TEXT NOT NULL DEFAULT 'refund';
ALTER TABLE refund ADD COLUMN shift BLOB;
ALTER TABLE refund ADD COLUMN cashier BLOB;
ALTER TABLE refund ADD COLUMN approver BLOB;
CREATE INDEX refund_shift ON refund (shift) WHERE shift IS NOT NULL;

-- How the money of a refund went back.
CREATE TABLE refund_part (
  refund    BLOB NOT NULL,
  position  INTEGER NOT NULL,
  method    TEXT NOT NULL,
  amount    INTEGER NOT NULL,
  rounding  INTEGER NOT NULL DEFAULT 0,
  reference TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (refund, position)
) STRICT, WITHOUT ROWID;
INSERT INTO refund_part (refund, position, method, amount) SELECT id, 0, method, amount FROM refund;

ALTER TABLE reprint ADD COLUMN shift BLOB;
CREATE INDEX reprint_shift ON reprint (shift) WHERE shift IS NOT NULL;

-- Refunds that a till asks for and may not make by itself; an answer may come before the question.
CREATE TABLE refund_request (
  id       BLOB PRIMARY KEY,
  order_id BLOB NOT NULL,
  reason   TEXT NOT NULL,
  cashier  BLOB,
  made_at  INTEGER NOT NULL,
  device   BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_request_order ON refund_request (order_id);

CREATE TABLE refund_request_ticket (
  request BLOB NOT NULL,
  ticket  BLOB NOT NULL,
  PRIMARY KEY (request, ticket)
) STRICT, WITHOUT ROWID;

CREATE TABLE refund_answer (
  id       BLOB PRIMARY KEY,
  request  BLOB NOT NULL,
  refund   BLOB, -- NULL: declined
  reason   TEXT NOT NULL,
  approver BLOB,
  made_at  INTEGER NOT NULL,
  device   BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_answer_request ON refund_answer (request, made_at);
