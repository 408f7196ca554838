-- A workflow that stopped after the end of its course needs somebody as much as any other.
DROP INDEX course_running, course_psychologist;
CREATE INDEX course_running ON course (due_order, course_id)
  WHERE ended_at IS NULL OR needs_attention;
CREATE INDEX course_psychologist ON course (psychologist_id, due_order, course_id)
  WHERE ended_at IS NULL OR needs_attention;

-- For the sweep: ended, and what lives after the end not yet closed.
CREATE INDEX course_afterwards ON course (course_id)
  WHERE ended_at IS NOT NULL AND (resume ->> 'afterwardsClosed') IS NULL;
