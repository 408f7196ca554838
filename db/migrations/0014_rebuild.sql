-- A course is rebuilt: from now on only a workflow of the new epoch may record. The web's login may
-- write no course row, so it asks for this one change, which needs somebody who sees the case.
CREATE FUNCTION next_epoch(of_course uuid) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    UPDATE course SET epoch = epoch + 1,
      resume = jsonb_set(resume, '{epoch}', to_jsonb(epoch + 1)),
      needs_attention = false, attention_reason = NULL
    WHERE course_id = of_course AND (SELECT role_sees('case'))
    RETURNING epoch
  $$;
REVOKE EXECUTE ON FUNCTION next_epoch(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION next_epoch(uuid) TO forloeb_app, forloeb_worker;

-- Tried, and nobody heard the answer: the sweep settles what no workflow settles any more.
CREATE INDEX delivery_unanswered ON delivery (created_at, delivery_id)
  WHERE status = 'unknown' AND reason IS NULL;

-- Where the sweep has come to among the courses. One row, no reference: a place, not a course.
CREATE TABLE sweep_place (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  last_seen uuid
);
GRANT SELECT, INSERT, UPDATE ON sweep_place TO forloeb_worker;
