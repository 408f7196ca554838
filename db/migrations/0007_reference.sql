-- Dated facts that the clinic keeps: doctors, crisis lines, and rules added to the shipped ones.

CREATE TABLE gp (
  ydernummer text NOT NULL,
  name text NOT NULL,
  municipality text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  PRIMARY KEY (ydernummer, valid_from)
);

CREATE TABLE course_gp (
  course_id uuid PRIMARY KEY REFERENCES course,
  ydernummer text NOT NULL
);

CREATE TABLE crisis_number (
  region text NOT NULL,
  valid_from date NOT NULL,
  name text NOT NULL,
  phone text NOT NULL,
  PRIMARY KEY (region, valid_from)
);

CREATE TABLE dated_rule (
  name text NOT NULL,
  version int NOT NULL,
  valid_from date NOT NULL,
  age_from int,
  age_to int,
  length int NOT NULL,
  unit text NOT NULL,
  owner text NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (name, version)
);

GRANT SELECT, INSERT, UPDATE ON gp, course_gp, crisis_number TO forloeb_app, forloeb_worker;
-- A rule that courses were promised is never changed: a later version goes beside it.
GRANT SELECT, INSERT ON dated_rule TO forloeb_app, forloeb_worker;

ALTER TABLE course_gp ENABLE ROW LEVEL SECURITY;
CREATE POLICY course_gp_rows ON course_gp USING ((SELECT role_sees('case')) OR course_id IN
  (SELECT course_id FROM course WHERE person_id = (SELECT self_person())));
