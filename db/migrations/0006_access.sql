-- Links into the portal, the record of who saw what, and logins' sessions.

-- Only the hash of a link's token is kept: the table cannot be turned back into links.
CREATE TABLE portal_link (
  token_hash bytea PRIMARY KEY,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  target text NOT NULL,
  expires_at timestamptz NOT NULL,
  made_at timestamptz NOT NULL,
  FOREIGN KEY (course_id, person_id) REFERENCES course (course_id, person_id)
);
CREATE INDEX portal_link_course ON portal_link (course_id);
CREATE INDEX portal_link_expires ON portal_link (expires_at);

CREATE TABLE audit (
  audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  -- Real time, also in practice.
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_kind text NOT NULL,
  actor_id uuid,
  role text NOT NULL,
  event text NOT NULL,
  course_id uuid,
  person_id uuid,
  detail jsonb NOT NULL,
  request_id text
);
CREATE INDEX audit_person ON audit (person_id, audit_id DESC);
CREATE INDEX audit_course ON audit (course_id, audit_id DESC);

-- As connect-pg-simple expects it.
CREATE TABLE session (
  sid varchar PRIMARY KEY,
  sess json NOT NULL,
  expire timestamp(6) NOT NULL
);
CREATE INDEX session_expire ON session (expire);

GRANT SELECT, INSERT ON portal_link TO forloeb_app;
GRANT SELECT, INSERT, DELETE ON portal_link TO forloeb_worker;
GRANT SELECT, INSERT ON audit TO forloeb_app, forloeb_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO forloeb_app;

ALTER TABLE portal_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY portal_link_rows ON portal_link
  USING ((SELECT role_sees('machinery')) OR person_id = (SELECT self_person()));
-- Everyone's steps are written, also a stranger's; a patient reads who has read them.
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_written ON audit FOR INSERT WITH CHECK (true);
CREATE POLICY audit_read ON audit FOR SELECT USING ((SELECT role_sees('machinery'))
  OR (SELECT actor_role()) = 'supervisor' OR person_id = (SELECT self_person()));
