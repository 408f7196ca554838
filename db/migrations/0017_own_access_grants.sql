-- Patients read in their own log why somebody opened their course: theirs only, and only to read.
CREATE POLICY access_grant_own ON access_grant FOR SELECT
  USING (person_id = (SELECT self_person()));
