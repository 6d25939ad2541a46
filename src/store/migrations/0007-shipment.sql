-- Orders that are to be posted. The id follows from the order, so that an order
-- is posted once, whoever asked for it and how often.
CREATE TABLE shipment (
  id        BLOB PRIMARY KEY CHECK (length (id) = 16),
  order_id  BLOB NOT NULL CHECK (length (order_id) = 16),
  name      TEXT NOT NULL DEFAULT '',
  company   TEXT NOT NULL DEFAULT '',
  street    TEXT NOT NULL DEFAULT '',
  postcode  TEXT NOT NULL DEFAULT '',
  city      TEXT NOT NULL DEFAULT '',
  country   TEXT NOT NULL DEFAULT '',
  paid      INTEGER NOT NULL DEFAULT 0,
  currency  TEXT NOT NULL DEFAULT '',
  made_at   INTEGER NOT NULL,
  device    BLOB NOT NULL
) STRICT;
CREATE INDEX shipment_order ON shipment (order_id);
