-- Who may enter, and how a row learns who is asking.

-- Roles live in the cluster, not in this database: another database may have made them already.
DO $$
DECLARE login text;
BEGIN
  FOREACH login IN ARRAY ARRAY['forloeb_app', 'forloeb_worker', 'forloeb_statistics'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', login);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
  END LOOP;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO forloeb_app, forloeb_worker, forloeb_statistics;

-- Keeps one psychologist's times from overlapping.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- The three settings of a transaction (db/transaction.ts). Unset, they name nobody.
CREATE FUNCTION actor_role() RETURNS text LANGUAGE sql STABLE
  RETURN coalesce(nullif(current_setting('forloeb.role', true), ''), 'nobody');

CREATE FUNCTION actor_id() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('forloeb.actor_id', true), '')::uuid;

-- The person who is logged in as a patient, else null, which equals no row.
CREATE FUNCTION self_person() RETURNS uuid LANGUAGE sql STABLE
  RETURN CASE WHEN current_setting('forloeb.actor_kind', true) = 'patient' THEN actor_id() END;

CREATE FUNCTION self_staff() RETURNS uuid LANGUAGE sql STABLE
  RETURN CASE WHEN current_setting('forloeb.actor_kind', true) = 'staff' THEN actor_id() END;

-- What each role sees of everybody (DOMAIN, "People and rights"). 'case': who, when, what next.
-- 'clinical': what was answered and written. 'machinery': what only the program itself reads.
CREATE FUNCTION role_sees(matter text) RETURNS boolean LANGUAGE sql STABLE
  RETURN CASE actor_role()
    WHEN 'system' THEN true
    WHEN 'supervisor' THEN matter IN ('case', 'clinical')
    WHEN 'psychologist' THEN matter IN ('case', 'clinical')
    WHEN 'coordinator' THEN matter = 'case'
    ELSE false
  END;
