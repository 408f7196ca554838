-- Entries of one day stand as they were first written: the id is made from the words and tells no order,
-- and mending one moves its time.
ALTER TABLE diary_entry ADD COLUMN entry_no bigint;
UPDATE diary_entry SET entry_no = placed.entry_no
FROM (SELECT entry_id, row_number() OVER (ORDER BY written_at, entry_id) AS entry_no
  FROM diary_entry) placed
WHERE placed.entry_id = diary_entry.entry_id;
ALTER TABLE diary_entry ALTER COLUMN entry_no SET NOT NULL;
ALTER TABLE diary_entry ALTER COLUMN entry_no ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('diary_entry', 'entry_no'),
  (SELECT coalesce(max(entry_no), 0) + 1 FROM diary_entry), false);
