-- An incident says its cause, when it was first and last seen and how often, and how it was closed.
-- The same thing seen again while it is open is the same row.

ALTER TABLE incident
  -- An enum word of its kind; never what stood in a letter or a row. A program from before this
  -- migration, which runs beside the new one while it is deployed, says none.
  ADD COLUMN cause text NOT NULL DEFAULT 'unknown',
  -- What within the course it is about (a delivery's id); '' for the course itself.
  ADD COLUMN subject text NOT NULL DEFAULT '',
  -- Null: not since it was opened.
  ADD COLUMN last_seen_at timestamptz,
  ADD COLUMN times int NOT NULL DEFAULT 1,
  -- Somebody asked for a retry that is carried out in the background.
  ADD COLUMN retry_asked_at timestamptz,
  ADD COLUMN retry_asked_by uuid REFERENCES staff,
  -- Null: the program closed it.
  ADD COLUMN closed_by uuid REFERENCES staff,
  ADD COLUMN how text CHECK (how IN ('mended', 'retried', 'handled')),
  -- How somebody saw to it (an enum word), and the reason in their own words.
  ADD COLUMN handling text,
  ADD COLUMN reason_sealed bytea;

-- That a newer workflow has taken over (`epoch`) is not told any more, and is no cause of its own.
UPDATE incident SET cause = coalesce(nullif(detail ->> 'reason', 'epoch'), 'unknown'),
  subject = coalesce(detail ->> 'deliveryId', detail ->> 'mailId', ''),
  how = CASE WHEN closed_at IS NOT NULL THEN 'handled' END;

-- What was told several times becomes the oldest row, which has counted them.
WITH told AS (
  SELECT min(incident_id::text)::uuid AS incident_id, kind, course_id, subject,
    count(*) AS times, max(opened_at) AS last_seen_at
  FROM incident WHERE closed_at IS NULL GROUP BY kind, course_id, subject HAVING count(*) > 1)
UPDATE incident SET times = told.times, last_seen_at = told.last_seen_at
  FROM told WHERE incident.incident_id = told.incident_id;
DELETE FROM incident AS again USING incident AS first
  WHERE first.closed_at IS NULL AND again.closed_at IS NULL AND first.kind = again.kind
    AND first.course_id IS NOT DISTINCT FROM again.course_id AND first.subject = again.subject
    AND first.incident_id < again.incident_id;

ALTER TABLE incident
  ADD CHECK (kind IN ('recordingStopped', 'workflowGone', 'workflowDiffers', 'workflowTaskFails',
    'deliveryFailed', 'morningMailFailed')),
  ADD CHECK ((closed_at IS NULL) = (how IS NULL)),
  ADD CHECK (handling IS NULL OR how = 'handled');

CREATE UNIQUE INDEX incident_once ON incident
  (kind, coalesce(course_id, '00000000-0000-0000-0000-000000000000'), subject)
  WHERE closed_at IS NULL;

-- The page: one line for a kind and cause, and the list that a line opens, paged by key.
DROP INDEX incident_open;
CREATE INDEX incident_list ON incident (kind, cause, opened_at, incident_id)
  WHERE closed_at IS NULL;
-- What is to be carried out in the background.
CREATE INDEX incident_asked ON incident (retry_asked_at, incident_id)
  WHERE closed_at IS NULL AND retry_asked_at IS NOT NULL;

-- The program from before this migration runs beside the new one while it is deployed. What it tells
-- gets its cause and subject from its detail, told once more it is the row that is open, and what it
-- closes was handled.
CREATE FUNCTION incident_from_before() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.cause = 'unknown' AND NEW.subject = '' THEN
    NEW.cause := coalesce(nullif(NEW.detail ->> 'reason', 'epoch'), 'unknown');
    NEW.subject := coalesce(NEW.detail ->> 'deliveryId', NEW.detail ->> 'mailId', '');
    UPDATE incident SET times = times + 1, cause = NEW.cause, detail = NEW.detail,
      last_seen_at = greatest(last_seen_at, NEW.opened_at)
      WHERE closed_at IS NULL AND kind = NEW.kind AND subject = NEW.subject
        AND course_id IS NOT DISTINCT FROM NEW.course_id;
    IF FOUND THEN
      RETURN NULL;
    END IF;
  END IF;
  IF NEW.closed_at IS NOT NULL AND NEW.how IS NULL THEN
    NEW.how := 'handled';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incident_from_before BEFORE INSERT OR UPDATE ON incident
  FOR EACH ROW EXECUTE FUNCTION incident_from_before();
