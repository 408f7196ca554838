-- Open tasks of a kind: the sweep asks twice a minute for those about a silent patient.
CREATE INDEX task_open_kind ON task (kind, course_id) WHERE closed_at IS NULL;

-- Who has begun to write about an open task of the course since it was opened (docs/decisions/0041).
-- A draft is its author's alone, and stays so: of others' only who and when are told, never a word.
CREATE FUNCTION begun_at_tasks(of_course uuid)
  RETURNS TABLE (kind text, author_id uuid, saved_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT task.kind, draft.author_id, draft.saved_at
    FROM task JOIN draft ON draft.course_id = task.course_id
      AND draft.form = 'task:' || task.kind AND draft.saved_at >= task.opened_at
    WHERE task.course_id = of_course AND task.closed_at IS NULL AND (SELECT role_sees('clinical'))
  $$;
REVOKE EXECUTE ON FUNCTION begun_at_tasks(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begun_at_tasks(uuid) TO forloeb_app, forloeb_worker;
