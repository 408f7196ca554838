-- What people write, sealed under the person's own key. Written before the event that names it.

CREATE TABLE application (
  course_id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  answers_sealed bytea NOT NULL,
  -- How often each section was saved, in clear, so that two tabs find each other out.
  section_versions jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  submitted_at timestamptz,
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);

CREATE TABLE measure_response (
  response_id uuid PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  measure text NOT NULL,
  version text NOT NULL,
  language text NOT NULL,
  occasion text NOT NULL,
  items_sealed bytea NOT NULL,
  score numeric,
  band text,
  is_case boolean,
  scorer_version text NOT NULL,
  answered_at timestamptz NOT NULL,
  -- A score is never overwritten.
  UNIQUE (course_id, measure, occasion),
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);

CREATE TABLE message (
  message_id uuid PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  author_kind text NOT NULL CHECK (author_kind IN ('patient', 'staff', 'system')),
  author_id uuid,
  body_sealed bytea NOT NULL,
  state text NOT NULL DEFAULT 'kept' CHECK (state IN ('kept', 'sent')),
  written_at timestamptz NOT NULL,
  read_at timestamptz,
  update_id uuid NOT NULL UNIQUE,
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);
CREATE INDEX message_course ON message (course_id, written_at DESC, message_id DESC);

CREATE TABLE exercise_answer (
  answer_id uuid PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  module text NOT NULL,
  exercise text NOT NULL,
  answer_sealed bytea NOT NULL,
  version int NOT NULL,
  written_at timestamptz NOT NULL,
  handed_in_at timestamptz,
  update_id uuid,
  UNIQUE (course_id, module, exercise),
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);

CREATE TABLE feedback (
  feedback_id uuid PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  module text NOT NULL,
  staff_id uuid NOT NULL REFERENCES staff,
  body_sealed bytea NOT NULL,
  written_at timestamptz NOT NULL,
  sent_at timestamptz,
  update_id uuid NOT NULL UNIQUE,
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);
CREATE INDEX feedback_course ON feedback (course_id, written_at);

CREATE TABLE note (
  note_id uuid PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  staff_id uuid NOT NULL REFERENCES staff,
  kind text NOT NULL,
  body_sealed bytea NOT NULL,
  written_at timestamptz NOT NULL,
  signed_at timestamptz,
  update_id uuid NOT NULL UNIQUE,
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);
CREATE INDEX note_course ON note (course_id, written_at);

CREATE TABLE draft (
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  author_id uuid NOT NULL,
  form text NOT NULL,
  body_sealed bytea NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (course_id, author_id, form),
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);

CREATE TABLE decision (
  -- The update id of the form that pressed it.
  decision_id uuid PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  body_sealed bytea NOT NULL,
  codes jsonb NOT NULL,
  staff_id uuid NOT NULL REFERENCES staff,
  pressed_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'pressed' CHECK (state IN (
    'pressed', 'released', 'undone', 'refused')),
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);
CREATE INDEX decision_course ON decision (course_id, pressed_at);

CREATE TABLE consent (
  consent_id uuid PRIMARY KEY,
  course_id uuid NOT NULL REFERENCES course,
  kind text NOT NULL CHECK (kind IN ('gpStart', 'gpEnd', 'contact', 'research')),
  version int NOT NULL,
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  recorded_by text NOT NULL,
  text_version text NOT NULL,
  UNIQUE (course_id, kind, version)
);

CREATE TABLE flag (
  flag_id uuid PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  tier text NOT NULL,
  trigger text NOT NULL,
  raised_at timestamptz NOT NULL,
  owner_id uuid REFERENCES staff,
  taken_at timestamptz,
  released_at timestamptz,
  released_by uuid REFERENCES staff,
  action_sealed bytea,
  outcome text,
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id),
  -- It cannot be dismissed without a name, an action and an outcome.
  CONSTRAINT flag_released CHECK (released_at IS NULL OR
    (released_by IS NOT NULL AND action_sealed IS NOT NULL AND outcome IS NOT NULL))
);
CREATE INDEX flag_course ON flag (course_id, raised_at);
CREATE INDEX flag_open ON flag (raised_at, flag_id) WHERE released_at IS NULL;
-- Asked for on every page that staff open.
CREATE INDEX flag_untaken_red ON flag (raised_at, flag_id)
  WHERE tier = 'red' AND taken_at IS NULL AND released_at IS NULL;

CREATE TABLE access_grant (
  staff_id uuid NOT NULL REFERENCES staff,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  reason_sealed bytea NOT NULL,
  granted_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (course_id, staff_id, granted_at),
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);

GRANT SELECT, INSERT, UPDATE ON application, message, exercise_answer, feedback, note, draft,
  decision, consent, flag TO forloeb_app, forloeb_worker;
GRANT DELETE ON draft TO forloeb_app, forloeb_worker;
GRANT SELECT, INSERT ON measure_response, access_grant TO forloeb_app, forloeb_worker;

ALTER TABLE application ENABLE ROW LEVEL SECURITY;
CREATE POLICY application_rows ON application
  USING ((SELECT role_sees('clinical')) OR person_id = (SELECT self_person()));
ALTER TABLE measure_response ENABLE ROW LEVEL SECURITY;
CREATE POLICY measure_response_rows ON measure_response
  USING ((SELECT role_sees('clinical')) OR person_id = (SELECT self_person()));
ALTER TABLE message ENABLE ROW LEVEL SECURITY;
CREATE POLICY message_rows ON message USING ((SELECT role_sees('clinical')) OR
  (person_id = (SELECT self_person()) AND (author_kind = 'patient' OR state = 'sent')));
ALTER TABLE exercise_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY exercise_answer_rows ON exercise_answer
  USING ((SELECT role_sees('clinical')) OR person_id = (SELECT self_person()));
-- A patient reads feedback once it is sent, and a decision once it stands.
ALTER TABLE feedback ENABLE ROW LEVEL SECURITY;
CREATE POLICY feedback_rows ON feedback USING ((SELECT role_sees('clinical')) OR
  (person_id = (SELECT self_person()) AND sent_at IS NOT NULL));
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
CREATE POLICY note_rows ON note USING ((SELECT role_sees('clinical')));
-- A draft is its author's alone; the program itself may clear it away.
ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY draft_rows ON draft
  USING ((SELECT role_sees('machinery')) OR author_id = (SELECT actor_id()));
-- A coordinator decides too (lapse, what now), and sees those decisions only.
ALTER TABLE decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY decision_rows ON decision USING ((SELECT role_sees('clinical'))
  OR staff_id = (SELECT self_staff())
  OR (person_id = (SELECT self_person()) AND state = 'released'));
ALTER TABLE consent ENABLE ROW LEVEL SECURITY;
CREATE POLICY consent_rows ON consent USING ((SELECT role_sees('case')) OR course_id IN
  (SELECT course_id FROM course WHERE person_id = (SELECT self_person())));
ALTER TABLE flag ENABLE ROW LEVEL SECURITY;
CREATE POLICY flag_rows ON flag
  USING ((SELECT role_sees('clinical')) OR person_id = (SELECT self_person()));
ALTER TABLE access_grant ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_grant_rows ON access_grant USING ((SELECT role_sees('machinery'))
  OR (SELECT actor_role()) = 'supervisor' OR staff_id = (SELECT self_staff()));
