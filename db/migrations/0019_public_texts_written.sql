-- A clinic writes its public texts on a page of its own: who wrote each version stands beside it.

-- Null: put in by the owner of the database, or by practice.
ALTER TABLE public_text ADD COLUMN written_by uuid REFERENCES staff;

-- Everybody reads them; of people only a supervisor adds one. Nobody changes or deletes: no such grant.
ALTER TABLE public_text ENABLE ROW LEVEL SECURITY;
CREATE POLICY public_text_read ON public_text FOR SELECT USING (true);
CREATE POLICY public_text_written ON public_text FOR INSERT
  WITH CHECK ((SELECT role_sees('machinery')) OR
    ((SELECT actor_role()) = 'supervisor' AND written_by = (SELECT self_staff())));
