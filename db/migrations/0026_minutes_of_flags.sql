-- What was done about a flag takes time as well.
ALTER TABLE time_spent DROP CONSTRAINT time_spent_kind_check;
ALTER TABLE time_spent ADD CONSTRAINT time_spent_kind_check
  CHECK (kind IN ('feedback', 'message', 'closingCall', 'silenceCall', 'flag'));
