-- A diary is kept entry by entry: each is its own row, so that two windows never write over each other.
CREATE TABLE diary_entry (
  entry_id uuid PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  module text NOT NULL,
  exercise text NOT NULL,
  kind text NOT NULL,
  -- The day it is about, which may be another than the one it was written on.
  day date NOT NULL,
  answer_sealed bytea NOT NULL,
  version int NOT NULL,
  written_at timestamptz NOT NULL,
  handed_in_at timestamptz,
  update_id uuid,
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);
CREATE INDEX diary_entry_course ON diary_entry (course_id, kind, day);
CREATE INDEX diary_entry_written ON diary_entry (course_id, written_at);

-- An entry is its writer's until it is handed in, to mend and to take away.
GRANT SELECT, INSERT, UPDATE ON diary_entry TO forloeb_app, forloeb_worker;
GRANT DELETE ON diary_entry TO forloeb_app;
ALTER TABLE diary_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY diary_entry_read ON diary_entry FOR SELECT
  USING ((SELECT role_sees('clinical')) OR person_id = (SELECT self_person()));
-- The psychologist reads; the words are the patient's alone to write. The machinery hands them in.
CREATE POLICY diary_entry_write ON diary_entry FOR INSERT
  WITH CHECK ((SELECT role_sees('machinery')) OR person_id = (SELECT self_person()));
CREATE POLICY diary_entry_change ON diary_entry FOR UPDATE
  USING ((SELECT role_sees('machinery')) OR person_id = (SELECT self_person()));
CREATE POLICY diary_entry_delete ON diary_entry FOR DELETE
  USING (person_id = (SELECT self_person()) AND handed_in_at IS NULL);
