-- Which long list brought the entry; 0: none. See foyer-intake-store.
ALTER TABLE outbox ADD COLUMN intake INTEGER NOT NULL DEFAULT 0;
