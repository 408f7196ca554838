-- The id of a form belongs to the course that it was first sent to: no other course hears of it.
CREATE TABLE form_claim (
  form_id uuid PRIMARY KEY,
  course_id uuid NOT NULL REFERENCES course,
  claimed_at timestamptz NOT NULL
);
-- Forms that were sent before claims were kept.
INSERT INTO form_claim (form_id, course_id, claimed_at)
  SELECT event_id, course_id, occurred_at FROM event WHERE actor_kind IN ('patient', 'staff')
  UNION ALL SELECT update_id, course_id, written_at FROM message WHERE update_id IS NOT NULL
  UNION ALL SELECT update_id, course_id, written_at FROM note WHERE update_id IS NOT NULL
  UNION ALL SELECT update_id, course_id, written_at FROM feedback WHERE update_id IS NOT NULL
  ON CONFLICT DO NOTHING;

GRANT SELECT, INSERT ON form_claim TO forloeb_app;
ALTER TABLE form_claim ENABLE ROW LEVEL SECURITY;
CREATE POLICY form_claim_rows ON form_claim USING ((SELECT role_sees('case')) OR course_id IN
  (SELECT course_id FROM course WHERE person_id = (SELECT self_person())));
CREATE INDEX form_claim_course ON form_claim (course_id);
