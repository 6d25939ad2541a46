-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the platform divides among the devices. Three counters that only grow;
-- `used` counts what the sales say, the others what leases grant and give back.
-- Epoch 0 is what was sold without a lease: lists that were imported, orders of
-- web shops, and what a device sold before it was paired.
CREATE TABLE lease (
  organization BLOB NOT NULL REFERENCES organization (id),
  category BLOB NOT NULL CHECK (length (category) = 16),
  device BLOB NOT NULL CHECK (length (device) = 16),
  epoch INTEGER NOT NULL CHECK (epoch >= 0),
  granted INTEGER NOT NULL DEFAULT 0 CHECK (granted >= 0),
  used INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0),
  returned INTEGER NOT NULL DEFAULT 0 CHECK (returned >= 0),
  PRIMARY KEY (organization, category, device, epoch)
) STRICT;

-- Stock set aside. The release may come first: then the category is not known yet.
-- A hold with a lease is part of what that lease has left.
CREATE TABLE hold (
  organization BLOB NOT NULL REFERENCES organization (id),
  id BLOB NOT NULL CHECK (length (id) = 16),
  category BLOB,
  lease INTEGER NOT NULL DEFAULT 0,
  places INTEGER NOT NULL DEFAULT 0,
  until INTEGER NOT NULL DEFAULT 0,
  released INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organization, id)
) STRICT;
CREATE INDEX hold_category ON hold (organization, category) WHERE released = 0;

-- When somebody last asked in vain.
CREATE TABLE stock_wanted (
  organization BLOB NOT NULL REFERENCES organization (id),
  category BLOB NOT NULL CHECK (length (category) = 16),
  wanted_at INTEGER NOT NULL,
  PRIMARY KEY (organization, category)
) STRICT;

CREATE INDEX admission_refunded ON admission (organization, category) WHERE refunded = 1;

-- The changes are read once more, for what they say of stock.
DELETE FROM catalogue;
DELETE FROM admission;
DELETE FROM ticket_code;
DELETE FROM sale_money;
UPDATE organization SET followed = 0;
