-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a device said of itself at its last contact.
ALTER TABLE device ADD COLUMN unsent INTEGER NOT NULL DEFAULT 0;
