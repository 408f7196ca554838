-- The 28 days went by without a conversation: when, and for whose reason (DOMAIN section 3).
ALTER TABLE course_fact
  ADD COLUMN breach_at timestamptz,
  ADD COLUMN breach_reason text,
  ADD CONSTRAINT course_fact_breach_reason_check
    CHECK (breach_reason IN ('patientWish', 'noCapacity', 'noShow')),
  ADD CONSTRAINT course_fact_breach_whole CHECK ((breach_at IS NULL) = (breach_reason IS NULL));

-- A time typed for one patient is nobody else's: given back, it closes, and is in nobody's way.
ALTER TABLE slot ADD COLUMN by_hand boolean NOT NULL DEFAULT false;
ALTER TABLE slot DROP CONSTRAINT slot_overlap;
ALTER TABLE slot ADD CONSTRAINT slot_overlap EXCLUDE USING gist
  (psychologist_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (NOT (by_hand AND state = 'closed'));

-- Free times outside 8 to 15 came from an early weekday rule; they can be agreed with nobody.
UPDATE slot SET state = 'closed'
WHERE state = 'free' AND ((starts_at AT TIME ZONE 'Europe/Copenhagen')::time < '08:00'
  OR (ends_at AT TIME ZONE 'Europe/Copenhagen')::time > '15:00');
