-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which device has nothing left of what it asked for, and since when: the others give back what they do not need.
DROP TABLE stock_wanted;
CREATE TABLE stock_wanted (
  organization BLOB NOT NULL REFERENCES organization (id),
  category BLOB NOT NULL CHECK (length (category) = 16),
  device BLOB NOT NULL CHECK (length (device) = 16),
  wanted_at INTEGER NOT NULL,
  PRIMARY KEY (organization, category, device)
) STRICT;
