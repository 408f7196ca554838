-- Ended courses, the newest first: a psychologist's own, those that nobody was given, and all.
CREATE INDEX course_ended ON course (ended_at DESC, course_id DESC) WHERE ended_at IS NOT NULL;
CREATE INDEX course_psychologist_ended ON course (psychologist_id, ended_at DESC, course_id DESC)
  WHERE ended_at IS NOT NULL;
