-- Persons, sealed; the keys that open them; the hashes that find them; and the staff, in clear.

CREATE TABLE person (
  person_id uuid PRIMARY KEY,
  cpr_hash bytea NOT NULL UNIQUE,
  identity_sealed bytea NOT NULL,
  contact_sealed bytea,
  contact_by_consent boolean NOT NULL DEFAULT false,
  municipality text,
  created_at timestamptz NOT NULL
);

CREATE TABLE person_key (
  person_id uuid PRIMARY KEY REFERENCES person,
  wrapped_key bytea NOT NULL,
  key_id text NOT NULL
);

-- Keyed hashes of the words of a name and of their first three to five letters.
CREATE TABLE person_name_hash (
  hash bytea NOT NULL,
  person_id uuid NOT NULL REFERENCES person,
  PRIMARY KEY (hash, person_id)
);
CREATE INDEX person_name_hash_person ON person_name_hash (person_id);

CREATE TABLE staff (
  staff_id uuid PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  roles text[] NOT NULL CHECK (
    roles <@ ARRAY['psychologist', 'coordinator', 'supervisor', 'regionContact']),
  active boolean NOT NULL DEFAULT true
);

-- Opens only with the right master key: a wrong one is found at the start, not at the first read.
CREATE TABLE canary (
  canary_id int PRIMARY KEY CHECK (canary_id = 1),
  sealed bytea NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON person, staff TO forloeb_app, forloeb_worker;
GRANT SELECT, INSERT ON person_key, canary TO forloeb_app, forloeb_worker;
GRANT SELECT, INSERT, DELETE ON person_name_hash TO forloeb_app, forloeb_worker;

ALTER TABLE person ENABLE ROW LEVEL SECURITY;
CREATE POLICY person_rows ON person
  USING ((SELECT role_sees('case')) OR person_id = (SELECT self_person()));
ALTER TABLE person_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY person_key_rows ON person_key
  USING ((SELECT role_sees('case')) OR person_id = (SELECT self_person()));
ALTER TABLE person_name_hash ENABLE ROW LEVEL SECURITY;
CREATE POLICY person_name_hash_rows ON person_name_hash
  USING ((SELECT role_sees('case')) OR person_id = (SELECT self_person()));
