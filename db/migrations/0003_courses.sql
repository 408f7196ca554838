-- A course and everything that `record` writes in one transaction with its event.

CREATE SEQUENCE course_number START 1901;

CREATE TABLE course (
  course_id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE DEFAULT 'F-' || nextval('course_number'),
  person_id uuid NOT NULL REFERENCES person,
  -- The stages of domain/course.ts; a test compares.
  stage text NOT NULL DEFAULT 'applying' CONSTRAINT course_stage CHECK (stage IN (
    'applying', 'screening', 'offered', 'booked', 'treatment', 'closing', 'epicrise', 'ended')),
  outcome text CONSTRAINT course_outcome CHECK (outcome IN (
    'completed', 'droppedOut', 'withdrawn', 'endedByClinic', 'referred', 'rejected', 'notOffered',
    'lapsed')),
  revision int NOT NULL DEFAULT 0,
  epoch int NOT NULL DEFAULT 1,
  psychologist_id uuid REFERENCES staff,
  municipality text,
  region text,
  began_at timestamptz NOT NULL,
  submitted_at timestamptz,
  ended_at timestamptz,
  stage_since timestamptz NOT NULL,
  -- The workflow's state: ids, enum words and instants only.
  resume jsonb NOT NULL,
  next_due_at timestamptz,
  -- What lists are ordered by. A plain column: under row policies no expression searches an index.
  due_order timestamptz GENERATED ALWAYS AS (coalesce(next_due_at, 'infinity')) STORED,
  revocable_until timestamptz,
  needs_attention boolean NOT NULL DEFAULT false,
  attention_reason text,
  created_at timestamptz NOT NULL,
  UNIQUE (course_id, person_id),
  -- So that a query can say "open" without naming a stage.
  CONSTRAINT course_ended_at CHECK ((stage = 'ended') = (ended_at IS NOT NULL))
);
-- One open course a person.
CREATE UNIQUE INDEX course_open ON course (person_id) WHERE ended_at IS NULL;
CREATE INDEX course_running ON course (due_order, course_id)
  WHERE ended_at IS NULL;
CREATE INDEX course_psychologist ON course (psychologist_id, due_order, course_id)
  WHERE ended_at IS NULL;
CREATE INDEX course_person ON course (person_id, began_at DESC);
CREATE INDEX course_unstarted ON course (course_id) WHERE revision = 0 AND ended_at IS NULL;
CREATE INDEX course_attention ON course (course_id) WHERE needs_attention;

CREATE TABLE event (
  course_id uuid NOT NULL REFERENCES course,
  revision int NOT NULL CHECK (revision > 0),
  event_id uuid NOT NULL UNIQUE,
  name text NOT NULL,
  event jsonb NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  epoch int NOT NULL,
  hash bytea NOT NULL,
  previous_hash bytea,
  PRIMARY KEY (course_id, revision)
);

CREATE TABLE task (
  task_id uuid PRIMARY KEY,
  course_id uuid NOT NULL REFERENCES course,
  kind text NOT NULL,
  subject text NOT NULL,
  version int NOT NULL,
  role text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'waiting', 'done', 'dropped')),
  opened_at timestamptz NOT NULL,
  due_at timestamptz,
  overdue boolean NOT NULL DEFAULT false,
  closed_at timestamptz,
  -- The columns that `record` sets at the insert and never again: people change them.
  owner_id uuid REFERENCES staff,
  claimed_at timestamptz,
  snoozed_until timestamptz,
  UNIQUE (course_id, kind, subject)
);
CREATE INDEX task_open ON task (coalesce(due_at, 'infinity'), task_id) WHERE closed_at IS NULL;
CREATE INDEX task_owner ON task (owner_id, coalesce(due_at, 'infinity'), task_id)
  WHERE closed_at IS NULL;

CREATE TABLE due (
  course_id uuid NOT NULL REFERENCES course,
  name text NOT NULL,
  subject text NOT NULL,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (course_id, name, subject)
);
CREATE INDEX due_next ON due (due_at, course_id);

CREATE TABLE delivery (
  delivery_id uuid PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  sequence int NOT NULL,
  -- What within the course it is about (a module, a note), '' for the course itself.
  subject text NOT NULL DEFAULT '',
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN (
    'waiting', 'sent', 'delivered', 'failed', 'unknown', 'notAllowed')),
  epoch int NOT NULL,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  delivered_at timestamptz,
  attempts int NOT NULL DEFAULT 0,
  reason text,
  partner text,
  letter_sealed bytea,
  UNIQUE (course_id, kind, sequence),
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);
CREATE INDEX delivery_course ON delivery (course_id, created_at DESC, delivery_id DESC);
CREATE INDEX delivery_unfinished ON delivery (created_at, delivery_id)
  WHERE status IN ('waiting', 'sent');

-- One clear, pseudonymous row a course: all that statistics read beside the events.
CREATE TABLE course_fact (
  course_id uuid PRIMARY KEY REFERENCES course,
  birth_year int,
  sex text CHECK (sex IN ('female', 'male')),
  municipality text,
  stage text NOT NULL,
  outcome text,
  diagnosis text,
  submitted_at timestamptz,
  decided_at timestamptz,
  decision text,
  assessed_at timestamptz,
  treatment_started_at timestamptz,
  treatment_ended_at timestamptz,
  ended_at timestamptz,
  phq9_first numeric,
  phq9_last numeric,
  gad7_first numeric,
  gad7_last numeric,
  modules_done int NOT NULL DEFAULT 0,
  modules_required int NOT NULL DEFAULT 0
);

CREATE TABLE incident (
  incident_id uuid PRIMARY KEY,
  course_id uuid REFERENCES course,
  kind text NOT NULL,
  detail jsonb NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz
);
CREATE INDEX incident_course ON incident (course_id);
CREATE INDEX incident_open ON incident (opened_at, incident_id) WHERE closed_at IS NULL;

-- The web begins courses and hands tasks over; only the worker records what happened to them.
GRANT SELECT, INSERT ON course TO forloeb_app;
GRANT SELECT, INSERT, UPDATE ON course TO forloeb_worker;
GRANT USAGE ON SEQUENCE course_number TO forloeb_app, forloeb_worker;
GRANT SELECT ON event TO forloeb_app, forloeb_statistics;
GRANT SELECT, INSERT ON event TO forloeb_worker;
GRANT SELECT, UPDATE (owner_id, claimed_at, snoozed_until) ON task TO forloeb_app;
GRANT SELECT, INSERT, UPDATE ON task TO forloeb_worker;
GRANT SELECT ON due TO forloeb_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON due TO forloeb_worker;
GRANT SELECT, UPDATE ON delivery TO forloeb_app;
GRANT SELECT, INSERT, UPDATE ON delivery TO forloeb_worker;
GRANT SELECT ON course_fact TO forloeb_app, forloeb_statistics;
GRANT SELECT, INSERT, UPDATE ON course_fact TO forloeb_worker;
GRANT SELECT, INSERT, UPDATE ON incident TO forloeb_app, forloeb_worker;

ALTER TABLE course ENABLE ROW LEVEL SECURITY;
CREATE POLICY course_rows ON course
  USING ((SELECT role_sees('case')) OR person_id = (SELECT self_person()));
ALTER TABLE event ENABLE ROW LEVEL SECURITY;
CREATE POLICY event_rows ON event USING ((SELECT role_sees('case')) OR course_id IN
  (SELECT course_id FROM course WHERE person_id = (SELECT self_person())));
CREATE POLICY event_statistics ON event FOR SELECT TO forloeb_statistics USING (true);
ALTER TABLE task ENABLE ROW LEVEL SECURITY;
CREATE POLICY task_rows ON task USING ((SELECT role_sees('case')) OR course_id IN
  (SELECT course_id FROM course WHERE person_id = (SELECT self_person())));
ALTER TABLE due ENABLE ROW LEVEL SECURITY;
CREATE POLICY due_rows ON due USING ((SELECT role_sees('case')) OR course_id IN
  (SELECT course_id FROM course WHERE person_id = (SELECT self_person())));
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
CREATE POLICY delivery_rows ON delivery
  USING ((SELECT role_sees('case')) OR person_id = (SELECT self_person()));
ALTER TABLE course_fact ENABLE ROW LEVEL SECURITY;
CREATE POLICY course_fact_rows ON course_fact USING ((SELECT role_sees('clinical')));
CREATE POLICY course_fact_statistics ON course_fact FOR SELECT TO forloeb_statistics USING (true);
ALTER TABLE incident ENABLE ROW LEVEL SECURITY;
CREATE POLICY incident_rows ON incident USING ((SELECT role_sees('case')));
