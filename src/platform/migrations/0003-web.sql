-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the platform itself understands of the changes, for web shops and thin
-- scanners. All of it can be read again from the changes up to `followed`.
ALTER TABLE organization ADD COLUMN followed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organization ADD COLUMN orders INTEGER NOT NULL DEFAULT 0;

-- Events, categories and gates field by field, as JSON, with the edit it is from.
CREATE TABLE catalogue (
  organization BLOB NOT NULL REFERENCES organization (id),
  subject BLOB NOT NULL CHECK (length (subject) = 16),
  field TEXT NOT NULL,
  content TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  device BLOB NOT NULL,
  PRIMARY KEY (organization, subject, field)
) STRICT;
CREATE INDEX catalogue_sku ON catalogue (organization, content) WHERE field = 'sku';
CREATE INDEX catalogue_event ON catalogue (organization, content) WHERE field = 'event';

-- A ticket as a door sees it. Facts come in any order, so a row may exist before its sale is known.
CREATE TABLE admission (
  organization BLOB NOT NULL REFERENCES organization (id),
  ticket BLOB NOT NULL CHECK (length (ticket) = 16),
  sale BLOB,
  event BLOB,
  category BLOB,
  serial INTEGER NOT NULL DEFAULT 0,
  copy INTEGER NOT NULL DEFAULT 1,
  refunded INTEGER NOT NULL DEFAULT 0,
  blocked INTEGER NOT NULL DEFAULT 0,
  blocked_at INTEGER NOT NULL DEFAULT 0,
  inside INTEGER NOT NULL DEFAULT 0,
  moved_at INTEGER NOT NULL DEFAULT 0,
  entered_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organization, ticket)
) STRICT;
CREATE INDEX admission_sale ON admission (organization, sale);
CREATE INDEX admission_serial ON admission (organization, event, serial);

-- Every code that a ticket ever had; those of older copies are dead.
CREATE TABLE ticket_code (
  organization BLOB NOT NULL REFERENCES organization (id),
  secret TEXT NOT NULL,
  ticket BLOB NOT NULL CHECK (length (ticket) = 16),
  copy INTEGER NOT NULL,
  PRIMARY KEY (organization, secret)
) STRICT;

CREATE TABLE sale_money (
  organization BLOB NOT NULL REFERENCES organization (id),
  sale BLOB NOT NULL CHECK (length (sale) = 16),
  total INTEGER NOT NULL DEFAULT 0,
  paid INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organization, sale)
) STRICT;

-- Orders of web shops; their tickets are sold by a change when they are paid.
CREATE TABLE web_order (
  organization BLOB NOT NULL REFERENCES organization (id),
  id BLOB NOT NULL CHECK (length (id) = 16),
  event BLOB NOT NULL CHECK (length (event) = 16),
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  currency TEXT NOT NULL,
  total INTEGER NOT NULL,
  buyer TEXT NOT NULL DEFAULT '{}',
  reference TEXT NOT NULL DEFAULT '',
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organization, id)
) STRICT;

CREATE TABLE web_order_line (
  organization BLOB NOT NULL REFERENCES organization (id),
  web_order BLOB NOT NULL CHECK (length (web_order) = 16),
  category BLOB NOT NULL CHECK (length (category) = 16),
  places INTEGER NOT NULL,
  price INTEGER NOT NULL,
  hold BLOB NOT NULL CHECK (length (hold) = 16),
  PRIMARY KEY (organization, web_order, category)
) STRICT;

-- Orders of a shop that tells of them by itself; one may become several sales here, one for each event.
CREATE TABLE shop_order (
  organization BLOB NOT NULL REFERENCES organization (id),
  id BLOB NOT NULL CHECK (length (id) = 16),
  cancelled INTEGER NOT NULL DEFAULT 0,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (organization, id)
) STRICT;
