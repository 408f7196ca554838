-- What a psychologist writes at one exercise, or at one row of it ('' is the whole exercise): kept
-- before the answer to the module, and sent with it.
CREATE TABLE exercise_comment (
  comment_id uuid PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  module text NOT NULL,
  exercise text NOT NULL,
  row_key text NOT NULL,
  staff_id uuid NOT NULL REFERENCES staff,
  body_sealed bytea NOT NULL,
  written_at timestamptz NOT NULL,
  sent_at timestamptz,
  -- The answer that it goes with.
  update_id uuid NOT NULL,
  UNIQUE (update_id, exercise, row_key),
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);
CREATE INDEX exercise_comment_course ON exercise_comment (course_id, module, written_at);

-- Minutes of one answer, counted once its event is recorded. A patient never sees them.
CREATE TABLE time_spent (
  update_id uuid PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  staff_id uuid NOT NULL REFERENCES staff,
  kind text NOT NULL CHECK (kind IN ('feedback', 'message', 'closingCall', 'silenceCall')),
  minutes int NOT NULL CHECK (minutes BETWEEN 0 AND 240),
  written_at timestamptz NOT NULL,
  counted_at timestamptz,
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);
CREATE INDEX time_spent_course ON time_spent (course_id, counted_at);

-- Who opened the thread; and which exercise a message is about.
ALTER TABLE message
  ADD COLUMN read_by uuid,
  ADD COLUMN about_module text,
  ADD COLUMN about_exercise text,
  ADD CONSTRAINT message_about CHECK ((about_module IS NULL) = (about_exercise IS NULL));

-- When the patient opened the module with the answer in it. Answers from before this was kept are
-- not told of as new.
ALTER TABLE feedback ADD COLUMN read_at timestamptz;
UPDATE feedback SET read_at = sent_at WHERE sent_at IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON exercise_comment, time_spent TO forloeb_app, forloeb_worker;

ALTER TABLE exercise_comment ENABLE ROW LEVEL SECURITY;
CREATE POLICY exercise_comment_read ON exercise_comment FOR SELECT
  USING ((SELECT role_sees('clinical')) OR
    (person_id = (SELECT self_person()) AND sent_at IS NOT NULL));
CREATE POLICY exercise_comment_write ON exercise_comment USING ((SELECT role_sees('clinical')));
ALTER TABLE time_spent ENABLE ROW LEVEL SECURITY;
CREATE POLICY time_spent_rows ON time_spent USING ((SELECT role_sees('clinical')));
