-- What the clinic itself says on its public pages: dated, and beside the texts that are shipped.

CREATE TABLE public_text (
  key text NOT NULL
    CONSTRAINT public_text_key CHECK (key IN
      ('complaint', 'supervisionReport', 'dataProtection', 'accessibility', 'contact')),
  version int NOT NULL CHECK (version > 0),
  valid_from date NOT NULL,
  -- Markdown, in which HTML is only text.
  body text NOT NULL CHECK (body ~ '\S' AND length(body) <= 40000),
  added_at timestamptz NOT NULL,
  PRIMARY KEY (key, version)
);

-- What people were told is never changed: a later version goes beside it.
GRANT SELECT ON public_text TO forloeb_app, forloeb_worker;
-- Practice puts its own in at its start; a clinic's are written by the owner of the database.
GRANT INSERT ON public_text TO forloeb_app;
