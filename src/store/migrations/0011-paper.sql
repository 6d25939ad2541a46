-- Papers that are no tickets: receipts and reports, as they were when they were
-- made, and what their printer understands ("" for tickets).
ALTER TABLE print_job ADD COLUMN document TEXT NOT NULL DEFAULT '';
ALTER TABLE print_job ADD COLUMN form TEXT NOT NULL DEFAULT '';
