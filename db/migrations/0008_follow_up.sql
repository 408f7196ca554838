-- Half a year after the end is no part of what treatment did between its first and last score: the
-- annual report shows it beside them, so it stands in columns of its own.
ALTER TABLE course_fact
  ADD COLUMN phq9_follow_up numeric,
  ADD COLUMN gad7_follow_up numeric;

-- A patient's questionnaires that wait for them, whichever course they are of.
CREATE INDEX course_follow_up ON course (person_id) WHERE resume ->> 'followUp' IS NOT NULL;
