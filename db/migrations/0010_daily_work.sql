-- The duty roster can be changed by people, and staff are told once each working morning.

-- A day may stand without anybody again; who changed it is in the audit.
GRANT DELETE ON duty TO forloeb_app;

-- E-mail knows no idempotency: the row says that the mail of that day has left before it leaves.
CREATE TABLE morning_mail (
  mail_id uuid PRIMARY KEY,
  on_date date NOT NULL,
  staff_id uuid NOT NULL REFERENCES staff,
  -- The numbers it tells (domain/morning.ts), counted once; never a person.
  morning jsonb NOT NULL,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN (
    'waiting', 'sent', 'unknown', 'failed')),
  reason text,
  counted_at timestamptz NOT NULL,
  sent_at timestamptz,
  UNIQUE (on_date, staff_id)
);

GRANT SELECT ON morning_mail TO forloeb_app;
GRANT SELECT, INSERT, UPDATE (status, reason, sent_at) ON morning_mail TO forloeb_worker;

-- The talks of a day, asked for by each morning.
CREATE INDEX appointment_agreed ON appointment (starts_at) WHERE outcome IS NULL;
