-- The closing call has times of its own, a quarter of an hour each (docs/decisions/0039). What stands
-- in a calendar already is for the first conversation.
ALTER TABLE slot_rule ADD COLUMN kind text NOT NULL DEFAULT 'assessment'
  CHECK (kind IN ('assessment', 'closing'));
ALTER TABLE slot ADD CONSTRAINT slot_kind CHECK (kind IN ('assessment', 'closing'));
ALTER TABLE appointment ADD COLUMN kind text NOT NULL DEFAULT 'assessment'
  CHECK (kind IN ('assessment', 'closing'));
