-- How paper looks: layouts as JSON (data/layout.schema.json) and the pictures on
-- them as PNG in base64, and which of them an event or a category uses. An event
-- may choose one that comes with the program and so is in no table.
CREATE TABLE layout (
  id       BLOB PRIMARY KEY CHECK (length (id) = 16),
  name     TEXT NOT NULL DEFAULT '',
  role     TEXT NOT NULL DEFAULT '',
  document TEXT NOT NULL DEFAULT '',
  deleted  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE picture (
  id   BLOB PRIMARY KEY CHECK (length (id) = 16),
  data TEXT NOT NULL DEFAULT ''
) STRICT;

ALTER TABLE event ADD COLUMN conditions TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN ticket_layout BLOB;
ALTER TABLE event ADD COLUMN badge_layout BLOB;
ALTER TABLE event ADD COLUMN label_layout BLOB;
ALTER TABLE event ADD COLUMN receipt_layout BLOB;
ALTER TABLE event ADD COLUMN note_layout BLOB;
ALTER TABLE category ADD COLUMN ticket_layout BLOB;
ALTER TABLE category ADD COLUMN badge_layout BLOB;
