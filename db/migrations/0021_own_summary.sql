-- What a patient will remember of the treatment and go on with, in their own words: one row a course.
CREATE TABLE own_summary (
  course_id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  words_sealed bytea NOT NULL,
  -- A window that was overtaken by another is told so, and overwrites nothing.
  version int NOT NULL,
  written_at timestamptz NOT NULL,
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);
GRANT SELECT, INSERT, UPDATE ON own_summary TO forloeb_app, forloeb_worker;
ALTER TABLE own_summary ENABLE ROW LEVEL SECURITY;
-- The psychologist reads it; the words are the patient's alone to write.
CREATE POLICY own_summary_read ON own_summary FOR SELECT
  USING ((SELECT role_sees('clinical')) OR person_id = (SELECT self_person()));
CREATE POLICY own_summary_write ON own_summary
  USING ((SELECT role_sees('machinery')) OR person_id = (SELECT self_person()));
