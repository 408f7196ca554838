-- Bookable times, the agreed ones, who has the duty, and the practice clock.

CREATE TABLE slot (
  slot_id uuid PRIMARY KEY,
  psychologist_id uuid NOT NULL REFERENCES staff,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  kind text NOT NULL DEFAULT 'assessment',
  state text NOT NULL DEFAULT 'free' CHECK (state IN ('free', 'reserved', 'booked', 'closed')),
  course_id uuid REFERENCES course,
  -- Taken for an event that is not recorded yet: the pressing of the form, and when.
  held_by_update uuid,
  held_at timestamptz,
  CONSTRAINT slot_whose CHECK ((state IN ('reserved', 'booked')) = (course_id IS NOT NULL)),
  CONSTRAINT slot_held CHECK ((held_by_update IS NULL) = (held_at IS NULL)),
  -- Nobody is in two conversations at once.
  CONSTRAINT slot_overlap EXCLUDE USING gist
    (psychologist_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX slot_free ON slot (starts_at, slot_id) WHERE state = 'free';
CREATE INDEX slot_course ON slot (course_id) WHERE course_id IS NOT NULL;
CREATE INDEX slot_held ON slot (held_by_update) WHERE held_by_update IS NOT NULL;

-- Keeps free times filled: weekdays 1 (Monday) to 7, Copenhagen wall clock times 'HH:MM'.
CREATE TABLE slot_rule (
  rule_id uuid PRIMARY KEY,
  psychologist_id uuid NOT NULL REFERENCES staff,
  weekdays int[] NOT NULL CHECK (weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
  times text[] NOT NULL,
  minutes int NOT NULL CHECK (minutes > 0),
  valid_from date NOT NULL,
  valid_to date
);

CREATE TABLE appointment (
  appointment_id uuid PRIMARY KEY,
  course_id uuid NOT NULL REFERENCES course,
  slot_id uuid NOT NULL REFERENCES slot,
  psychologist_id uuid NOT NULL REFERENCES staff,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  patient_url text,
  staff_url text,
  made_at timestamptz NOT NULL,
  outcome text
);
CREATE INDEX appointment_course ON appointment (course_id, made_at DESC, appointment_id DESC);

CREATE TABLE duty (
  on_date date PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff
);

-- Domain time in practice (DESIGN, "A practice clock"); no row: the real clock.
CREATE TABLE clock (
  clock_id int PRIMARY KEY CHECK (clock_id = 1),
  mode text NOT NULL CHECK (mode IN ('real', 'practice')),
  real_origin timestamptz,
  virtual_origin timestamptz,
  speed double precision,
  paused boolean,
  seen_at timestamptz,
  jump jsonb,
  CONSTRAINT clock_complete CHECK (mode = 'real' OR (real_origin IS NOT NULL
    AND virtual_origin IS NOT NULL AND speed IS NOT NULL AND paused IS NOT NULL))
);

GRANT SELECT, INSERT, UPDATE ON slot, slot_rule, appointment, duty, clock
  TO forloeb_app, forloeb_worker;

-- A free time is everybody's; a taken one is its course's.
ALTER TABLE slot ENABLE ROW LEVEL SECURITY;
CREATE POLICY slot_rows ON slot USING ((SELECT role_sees('case')) OR
  ((SELECT self_person()) IS NOT NULL AND (state = 'free' OR course_id IN
    (SELECT course_id FROM course WHERE person_id = (SELECT self_person())))));
ALTER TABLE appointment ENABLE ROW LEVEL SECURITY;
CREATE POLICY appointment_rows ON appointment USING ((SELECT role_sees('case')) OR course_id IN
  (SELECT course_id FROM course WHERE person_id = (SELECT self_person())));
