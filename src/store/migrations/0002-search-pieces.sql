-- Each commit leaves a piece of the search index. Merging them is no part of a
-- sale: the writer does it when nobody waits (foyer-store-upkeep). There can be
-- 2000 pieces; only when even the upkeep never came to it, SQLite steps in.
INSERT INTO ticket_search (ticket_search, rank) VALUES ('automerge', 0);
INSERT INTO ticket_search (ticket_search, rank) VALUES ('crisismerge', 1800);
-- Bytes that a large commit gathers before it leaves a piece: the fewer the
-- pieces, the cheaper their merging.
INSERT INTO ticket_search (ticket_search, rank) VALUES ('hashsize', 16777216);
