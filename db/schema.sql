-- What the migrations lead to. Written by a test, compared by a test: tests/db/schema.test.ts says how.

CREATE OR REPLACE FUNCTION public.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('forloeb.actor_id'::text, true), ''::text))::uuid;

CREATE OR REPLACE FUNCTION public.actor_role()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN COALESCE(NULLIF(current_setting('forloeb.role'::text, true), ''::text), 'nobody'::text);

CREATE OR REPLACE FUNCTION public.begun_at_tasks(of_course uuid)
 RETURNS TABLE(kind text, author_id uuid, saved_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT task.kind, draft.author_id, draft.saved_at
    FROM task JOIN draft ON draft.course_id = task.course_id
      AND draft.form = 'task:' || task.kind AND draft.saved_at >= task.opened_at
    WHERE task.course_id = of_course AND task.closed_at IS NULL AND (SELECT role_sees('clinical'))
  $function$;

CREATE OR REPLACE FUNCTION public.incident_from_before()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.next_epoch(of_course uuid)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    UPDATE course SET epoch = epoch + 1,
      resume = jsonb_set(resume, '{epoch}', to_jsonb(epoch + 1)),
      needs_attention = false, attention_reason = NULL
    WHERE course_id = of_course AND (SELECT role_sees('case'))
    RETURNING epoch
  $function$;

CREATE OR REPLACE FUNCTION public.role_sees(matter text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN CASE actor_role() WHEN 'system'::text THEN true WHEN 'supervisor'::text THEN (matter = ANY (ARRAY['case'::text, 'clinical'::text])) WHEN 'psychologist'::text THEN (matter = ANY (ARRAY['case'::text, 'clinical'::text])) WHEN 'coordinator'::text THEN (matter = 'case'::text) ELSE false END;

CREATE OR REPLACE FUNCTION public.self_person()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN CASE WHEN (current_setting('forloeb.actor_kind'::text, true) = 'patient'::text) THEN actor_id() ELSE NULL::uuid END;

CREATE OR REPLACE FUNCTION public.self_staff()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN CASE WHEN (current_setting('forloeb.actor_kind'::text, true) = 'staff'::text) THEN actor_id() ELSE NULL::uuid END;

CREATE SEQUENCE course_number START 1901;
CREATE SEQUENCE diary_entry_entry_no_seq START 1;

CREATE TABLE access_grant (
  staff_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  reason_sealed bytea NOT NULL,
  granted_at timestamp with time zone NOT NULL,
  until timestamp with time zone NOT NULL,
  CONSTRAINT access_grant_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT access_grant_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(staff_id),
  CONSTRAINT access_grant_pkey PRIMARY KEY (course_id, staff_id, granted_at)
);
ALTER TABLE access_grant ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_grant_own ON access_grant FOR SELECT TO PUBLIC USING ((person_id = ( SELECT self_person() AS self_person)));
CREATE POLICY access_grant_rows ON access_grant FOR ALL TO PUBLIC USING ((( SELECT role_sees('machinery'::text) AS role_sees) OR (( SELECT actor_role() AS actor_role) = 'supervisor'::text) OR (staff_id = ( SELECT self_staff() AS self_staff))));
GRANT INSERT, SELECT ON access_grant TO forloeb_app;
GRANT INSERT, SELECT ON access_grant TO forloeb_worker;

CREATE TABLE application (
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  answers_sealed bytea NOT NULL,
  section_versions jsonb NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  submitted_at timestamp with time zone,
  CONSTRAINT application_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT application_pkey PRIMARY KEY (course_id)
);
ALTER TABLE application ENABLE ROW LEVEL SECURITY;
CREATE POLICY application_rows ON application FOR ALL TO PUBLIC USING ((( SELECT role_sees('clinical'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT INSERT, SELECT, UPDATE ON application TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON application TO forloeb_worker;

CREATE TABLE appointment (
  appointment_id uuid NOT NULL,
  course_id uuid NOT NULL,
  slot_id uuid NOT NULL,
  psychologist_id uuid NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  patient_url text,
  staff_url text,
  made_at timestamp with time zone NOT NULL,
  outcome text,
  kind text NOT NULL DEFAULT 'assessment'::text,
  CONSTRAINT appointment_kind_check CHECK ((kind = ANY (ARRAY['assessment'::text, 'closing'::text]))),
  CONSTRAINT appointment_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(course_id),
  CONSTRAINT appointment_psychologist_id_fkey FOREIGN KEY (psychologist_id) REFERENCES staff(staff_id),
  CONSTRAINT appointment_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES slot(slot_id),
  CONSTRAINT appointment_pkey PRIMARY KEY (appointment_id)
);
ALTER TABLE appointment ENABLE ROW LEVEL SECURITY;
CREATE INDEX appointment_agreed ON public.appointment USING btree (starts_at) WHERE (outcome IS NULL);
CREATE INDEX appointment_course ON public.appointment USING btree (course_id, made_at DESC, appointment_id DESC);
CREATE POLICY appointment_rows ON appointment FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (course_id IN ( SELECT course.course_id
   FROM course
  WHERE (course.person_id = ( SELECT self_person() AS self_person))))));
GRANT INSERT, SELECT, UPDATE ON appointment TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON appointment TO forloeb_worker;

CREATE TABLE audit (
  audit_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  actor_kind text NOT NULL,
  actor_id uuid,
  role text NOT NULL,
  event text NOT NULL,
  course_id uuid,
  person_id uuid,
  detail jsonb NOT NULL,
  request_id text,
  CONSTRAINT audit_pkey PRIMARY KEY (audit_id)
);
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
CREATE INDEX audit_course ON public.audit USING btree (course_id, audit_id DESC);
CREATE INDEX audit_person ON public.audit USING btree (person_id, audit_id DESC);
CREATE POLICY audit_read ON audit FOR SELECT TO PUBLIC USING ((( SELECT role_sees('machinery'::text) AS role_sees) OR (( SELECT actor_role() AS actor_role) = 'supervisor'::text) OR (person_id = ( SELECT self_person() AS self_person))));
CREATE POLICY audit_written ON audit FOR INSERT TO PUBLIC WITH CHECK (true);
GRANT INSERT, SELECT ON audit TO forloeb_app;
GRANT INSERT, SELECT ON audit TO forloeb_worker;

CREATE TABLE canary (
  canary_id integer NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT canary_canary_id_check CHECK ((canary_id = 1)),
  CONSTRAINT canary_pkey PRIMARY KEY (canary_id)
);
GRANT INSERT, SELECT ON canary TO forloeb_app;
GRANT INSERT, SELECT ON canary TO forloeb_worker;

CREATE TABLE clock (
  clock_id integer NOT NULL,
  mode text NOT NULL,
  real_origin timestamp with time zone,
  virtual_origin timestamp with time zone,
  speed double precision,
  paused boolean,
  seen_at timestamp with time zone,
  jump jsonb,
  CONSTRAINT clock_clock_id_check CHECK ((clock_id = 1)),
  CONSTRAINT clock_complete CHECK (((mode = 'real'::text) OR ((real_origin IS NOT NULL) AND (virtual_origin IS NOT NULL) AND (speed IS NOT NULL) AND (paused IS NOT NULL)))),
  CONSTRAINT clock_mode_check CHECK ((mode = ANY (ARRAY['real'::text, 'practice'::text]))),
  CONSTRAINT clock_pkey PRIMARY KEY (clock_id)
);
GRANT INSERT, SELECT, UPDATE ON clock TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON clock TO forloeb_worker;

CREATE TABLE consent (
  consent_id uuid NOT NULL,
  course_id uuid NOT NULL,
  kind text NOT NULL,
  version integer NOT NULL,
  given_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  recorded_by text NOT NULL,
  text_version text NOT NULL,
  CONSTRAINT consent_kind_check CHECK ((kind = ANY (ARRAY['gpStart'::text, 'gpEnd'::text, 'contact'::text, 'research'::text]))),
  CONSTRAINT consent_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(course_id),
  CONSTRAINT consent_pkey PRIMARY KEY (consent_id),
  CONSTRAINT consent_course_id_kind_version_key UNIQUE (course_id, kind, version)
);
ALTER TABLE consent ENABLE ROW LEVEL SECURITY;
CREATE POLICY consent_rows ON consent FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (course_id IN ( SELECT course.course_id
   FROM course
  WHERE (course.person_id = ( SELECT self_person() AS self_person))))));
GRANT INSERT, SELECT, UPDATE ON consent TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON consent TO forloeb_worker;

CREATE TABLE course (
  course_id uuid NOT NULL,
  number text NOT NULL DEFAULT ('F-'::text || nextval('course_number'::regclass)),
  person_id uuid NOT NULL,
  stage text NOT NULL DEFAULT 'applying'::text,
  outcome text,
  revision integer NOT NULL DEFAULT 0,
  epoch integer NOT NULL DEFAULT 1,
  psychologist_id uuid,
  municipality text,
  region text,
  began_at timestamp with time zone NOT NULL,
  submitted_at timestamp with time zone,
  ended_at timestamp with time zone,
  stage_since timestamp with time zone NOT NULL,
  resume jsonb NOT NULL,
  next_due_at timestamp with time zone,
  due_order timestamp with time zone GENERATED ALWAYS AS (COALESCE(next_due_at, 'infinity'::timestamp with time zone)) STORED,
  revocable_until timestamp with time zone,
  needs_attention boolean NOT NULL DEFAULT false,
  attention_reason text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT course_ended_at CHECK (((stage = 'ended'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT course_outcome CHECK ((outcome = ANY (ARRAY['completed'::text, 'droppedOut'::text, 'withdrawn'::text, 'endedByClinic'::text, 'referred'::text, 'rejected'::text, 'notOffered'::text, 'lapsed'::text]))),
  CONSTRAINT course_stage CHECK ((stage = ANY (ARRAY['applying'::text, 'screening'::text, 'offered'::text, 'booked'::text, 'treatment'::text, 'closing'::text, 'epicrise'::text, 'ended'::text]))),
  CONSTRAINT course_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  CONSTRAINT course_psychologist_id_fkey FOREIGN KEY (psychologist_id) REFERENCES staff(staff_id),
  CONSTRAINT course_pkey PRIMARY KEY (course_id),
  CONSTRAINT course_course_id_person_id_key UNIQUE (course_id, person_id),
  CONSTRAINT course_number_key UNIQUE (number)
);
ALTER TABLE course ENABLE ROW LEVEL SECURITY;
CREATE INDEX course_afterwards ON public.course USING btree (course_id) WHERE ((ended_at IS NOT NULL) AND ((resume ->> 'afterwardsClosed'::text) IS NULL));
CREATE INDEX course_attention ON public.course USING btree (course_id) WHERE needs_attention;
CREATE INDEX course_ended ON public.course USING btree (ended_at DESC, course_id DESC) WHERE (ended_at IS NOT NULL);
CREATE INDEX course_follow_up ON public.course USING btree (person_id) WHERE ((resume ->> 'followUp'::text) IS NOT NULL);
CREATE INDEX course_person ON public.course USING btree (person_id, began_at DESC);
CREATE INDEX course_psychologist ON public.course USING btree (psychologist_id, due_order, course_id) WHERE ((ended_at IS NULL) OR needs_attention);
CREATE INDEX course_psychologist_ended ON public.course USING btree (psychologist_id, ended_at DESC, course_id DESC) WHERE (ended_at IS NOT NULL);
CREATE INDEX course_running ON public.course USING btree (due_order, course_id) WHERE ((ended_at IS NULL) OR needs_attention);
CREATE INDEX course_unstarted ON public.course USING btree (course_id) WHERE ((revision = 0) AND (ended_at IS NULL));
CREATE UNIQUE INDEX course_open ON public.course USING btree (person_id) WHERE (ended_at IS NULL);
CREATE POLICY course_rows ON course FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT INSERT, SELECT ON course TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON course TO forloeb_worker;

CREATE TABLE course_fact (
  course_id uuid NOT NULL,
  birth_year integer,
  sex text,
  municipality text,
  stage text NOT NULL,
  outcome text,
  diagnosis text,
  submitted_at timestamp with time zone,
  decided_at timestamp with time zone,
  decision text,
  assessed_at timestamp with time zone,
  treatment_started_at timestamp with time zone,
  treatment_ended_at timestamp with time zone,
  ended_at timestamp with time zone,
  phq9_first numeric,
  phq9_last numeric,
  gad7_first numeric,
  gad7_last numeric,
  modules_done integer NOT NULL DEFAULT 0,
  modules_required integer NOT NULL DEFAULT 0,
  phq9_follow_up numeric,
  gad7_follow_up numeric,
  breach_at timestamp with time zone,
  breach_reason text,
  CONSTRAINT course_fact_breach_reason_check CHECK ((breach_reason = ANY (ARRAY['patientWish'::text, 'noCapacity'::text, 'noShow'::text]))),
  CONSTRAINT course_fact_breach_whole CHECK (((breach_at IS NULL) = (breach_reason IS NULL))),
  CONSTRAINT course_fact_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text]))),
  CONSTRAINT course_fact_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(course_id),
  CONSTRAINT course_fact_pkey PRIMARY KEY (course_id)
);
ALTER TABLE course_fact ENABLE ROW LEVEL SECURITY;
CREATE POLICY course_fact_rows ON course_fact FOR ALL TO PUBLIC USING (( SELECT role_sees('clinical'::text) AS role_sees));
CREATE POLICY course_fact_statistics ON course_fact FOR SELECT TO forloeb_statistics USING (true);
GRANT INSERT, SELECT, UPDATE ON course_fact TO forloeb_worker;
GRANT SELECT ON course_fact TO forloeb_app;
GRANT SELECT ON course_fact TO forloeb_statistics;

CREATE TABLE course_gp (
  course_id uuid NOT NULL,
  ydernummer text NOT NULL,
  CONSTRAINT course_gp_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(course_id),
  CONSTRAINT course_gp_pkey PRIMARY KEY (course_id)
);
ALTER TABLE course_gp ENABLE ROW LEVEL SECURITY;
CREATE POLICY course_gp_rows ON course_gp FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (course_id IN ( SELECT course.course_id
   FROM course
  WHERE (course.person_id = ( SELECT self_person() AS self_person))))));
GRANT INSERT, SELECT, UPDATE ON course_gp TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON course_gp TO forloeb_worker;

CREATE TABLE crisis_number (
  region text NOT NULL,
  valid_from date NOT NULL,
  name text NOT NULL,
  phone text NOT NULL,
  CONSTRAINT crisis_number_pkey PRIMARY KEY (region, valid_from)
);
GRANT INSERT, SELECT, UPDATE ON crisis_number TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON crisis_number TO forloeb_worker;

CREATE TABLE dated_rule (
  name text NOT NULL,
  version integer NOT NULL,
  valid_from date NOT NULL,
  age_from integer,
  age_to integer,
  length integer NOT NULL,
  unit text NOT NULL,
  owner text NOT NULL,
  added_at timestamp with time zone NOT NULL,
  CONSTRAINT dated_rule_pkey PRIMARY KEY (name, version)
);
GRANT INSERT, SELECT ON dated_rule TO forloeb_app;
GRANT INSERT, SELECT ON dated_rule TO forloeb_worker;

CREATE TABLE decision (
  decision_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  body_sealed bytea NOT NULL,
  codes jsonb NOT NULL,
  staff_id uuid NOT NULL,
  pressed_at timestamp with time zone NOT NULL,
  state text NOT NULL DEFAULT 'pressed'::text,
  CONSTRAINT decision_state_check CHECK ((state = ANY (ARRAY['pressed'::text, 'released'::text, 'undone'::text, 'refused'::text]))),
  CONSTRAINT decision_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT decision_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(staff_id),
  CONSTRAINT decision_pkey PRIMARY KEY (decision_id)
);
ALTER TABLE decision ENABLE ROW LEVEL SECURITY;
CREATE INDEX decision_course ON public.decision USING btree (course_id, pressed_at);
CREATE POLICY decision_rows ON decision FOR ALL TO PUBLIC USING ((( SELECT role_sees('clinical'::text) AS role_sees) OR (staff_id = ( SELECT self_staff() AS self_staff)) OR ((person_id = ( SELECT self_person() AS self_person)) AND (state = 'released'::text))));
GRANT INSERT, SELECT, UPDATE ON decision TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON decision TO forloeb_worker;

CREATE TABLE delivery (
  delivery_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  sequence integer NOT NULL,
  subject text NOT NULL DEFAULT ''::text,
  status text NOT NULL DEFAULT 'waiting'::text,
  epoch integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  delivered_at timestamp with time zone,
  attempts integer NOT NULL DEFAULT 0,
  reason text,
  partner text,
  letter_sealed bytea,
  CONSTRAINT delivery_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'unknown'::text, 'notAllowed'::text]))),
  CONSTRAINT delivery_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT delivery_pkey PRIMARY KEY (delivery_id),
  CONSTRAINT delivery_course_id_kind_sequence_key UNIQUE (course_id, kind, sequence)
);
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
CREATE INDEX delivery_course ON public.delivery USING btree (course_id, created_at DESC, delivery_id DESC);
CREATE INDEX delivery_unanswered ON public.delivery USING btree (created_at, delivery_id) WHERE ((status = 'unknown'::text) AND (reason IS NULL));
CREATE INDEX delivery_unfinished ON public.delivery USING btree (created_at, delivery_id) WHERE (status = ANY (ARRAY['waiting'::text, 'sent'::text]));
CREATE POLICY delivery_rows ON delivery FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT INSERT, SELECT, UPDATE ON delivery TO forloeb_worker;
GRANT SELECT, UPDATE ON delivery TO forloeb_app;

CREATE TABLE diary_entry (
  entry_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  module text NOT NULL,
  exercise text NOT NULL,
  kind text NOT NULL,
  day date NOT NULL,
  answer_sealed bytea NOT NULL,
  version integer NOT NULL,
  written_at timestamp with time zone NOT NULL,
  handed_in_at timestamp with time zone,
  update_id uuid,
  entry_no bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT diary_entry_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT diary_entry_pkey PRIMARY KEY (entry_id)
);
ALTER TABLE diary_entry ENABLE ROW LEVEL SECURITY;
CREATE INDEX diary_entry_course ON public.diary_entry USING btree (course_id, kind, day);
CREATE INDEX diary_entry_written ON public.diary_entry USING btree (course_id, written_at);
CREATE POLICY diary_entry_change ON diary_entry FOR ALL TO PUBLIC USING ((( SELECT role_sees('machinery'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
CREATE POLICY diary_entry_delete ON diary_entry FOR ALL TO PUBLIC USING (((person_id = ( SELECT self_person() AS self_person)) AND (handed_in_at IS NULL)));
CREATE POLICY diary_entry_read ON diary_entry FOR SELECT TO PUBLIC USING ((( SELECT role_sees('clinical'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
CREATE POLICY diary_entry_write ON diary_entry FOR INSERT TO PUBLIC WITH CHECK ((( SELECT role_sees('machinery'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT DELETE, INSERT, SELECT, UPDATE ON diary_entry TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON diary_entry TO forloeb_worker;

CREATE TABLE draft (
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  author_id uuid NOT NULL,
  form text NOT NULL,
  body_sealed bytea NOT NULL,
  saved_at timestamp with time zone NOT NULL,
  CONSTRAINT draft_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT draft_pkey PRIMARY KEY (course_id, author_id, form)
);
ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY draft_rows ON draft FOR ALL TO PUBLIC USING ((( SELECT role_sees('machinery'::text) AS role_sees) OR (author_id = ( SELECT actor_id() AS actor_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON draft TO forloeb_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON draft TO forloeb_worker;

CREATE TABLE due (
  course_id uuid NOT NULL,
  name text NOT NULL,
  subject text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  CONSTRAINT due_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(course_id),
  CONSTRAINT due_pkey PRIMARY KEY (course_id, name, subject)
);
ALTER TABLE due ENABLE ROW LEVEL SECURITY;
CREATE INDEX due_next ON public.due USING btree (due_at, course_id);
CREATE POLICY due_rows ON due FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (course_id IN ( SELECT course.course_id
   FROM course
  WHERE (course.person_id = ( SELECT self_person() AS self_person))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON due TO forloeb_worker;
GRANT SELECT ON due TO forloeb_app;

CREATE TABLE duty (
  on_date date NOT NULL,
  staff_id uuid NOT NULL,
  CONSTRAINT duty_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(staff_id),
  CONSTRAINT duty_pkey PRIMARY KEY (on_date)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON duty TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON duty TO forloeb_worker;

CREATE TABLE event (
  course_id uuid NOT NULL,
  revision integer NOT NULL,
  event_id uuid NOT NULL,
  name text NOT NULL,
  event jsonb NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  occurred_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  epoch integer NOT NULL,
  hash bytea NOT NULL,
  previous_hash bytea,
  CONSTRAINT event_revision_check CHECK ((revision > 0)),
  CONSTRAINT event_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(course_id),
  CONSTRAINT event_pkey PRIMARY KEY (course_id, revision),
  CONSTRAINT event_event_id_key UNIQUE (event_id)
);
ALTER TABLE event ENABLE ROW LEVEL SECURITY;
CREATE POLICY event_rows ON event FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (course_id IN ( SELECT course.course_id
   FROM course
  WHERE (course.person_id = ( SELECT self_person() AS self_person))))));
CREATE POLICY event_statistics ON event FOR SELECT TO forloeb_statistics USING (true);
GRANT INSERT, SELECT ON event TO forloeb_worker;
GRANT SELECT ON event TO forloeb_app;
GRANT SELECT ON event TO forloeb_statistics;

CREATE TABLE exercise_answer (
  answer_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  module text NOT NULL,
  exercise text NOT NULL,
  answer_sealed bytea NOT NULL,
  version integer NOT NULL,
  written_at timestamp with time zone NOT NULL,
  handed_in_at timestamp with time zone,
  update_id uuid,
  CONSTRAINT exercise_answer_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT exercise_answer_pkey PRIMARY KEY (answer_id),
  CONSTRAINT exercise_answer_course_id_module_exercise_key UNIQUE (course_id, module, exercise)
);
ALTER TABLE exercise_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY exercise_answer_rows ON exercise_answer FOR ALL TO PUBLIC USING ((( SELECT role_sees('clinical'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT INSERT, SELECT, UPDATE ON exercise_answer TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON exercise_answer TO forloeb_worker;

CREATE TABLE exercise_comment (
  comment_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  module text NOT NULL,
  exercise text NOT NULL,
  row_key text NOT NULL,
  staff_id uuid NOT NULL,
  body_sealed bytea NOT NULL,
  written_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  update_id uuid NOT NULL,
  CONSTRAINT exercise_comment_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT exercise_comment_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(staff_id),
  CONSTRAINT exercise_comment_pkey PRIMARY KEY (comment_id),
  CONSTRAINT exercise_comment_update_id_exercise_row_key_key UNIQUE (update_id, exercise, row_key)
);
ALTER TABLE exercise_comment ENABLE ROW LEVEL SECURITY;
CREATE INDEX exercise_comment_course ON public.exercise_comment USING btree (course_id, module, written_at);
CREATE POLICY exercise_comment_read ON exercise_comment FOR SELECT TO PUBLIC USING ((( SELECT role_sees('clinical'::text) AS role_sees) OR ((person_id = ( SELECT self_person() AS self_person)) AND (sent_at IS NOT NULL))));
CREATE POLICY exercise_comment_write ON exercise_comment FOR ALL TO PUBLIC USING (( SELECT role_sees('clinical'::text) AS role_sees));
GRANT INSERT, SELECT, UPDATE ON exercise_comment TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON exercise_comment TO forloeb_worker;

CREATE TABLE feedback (
  feedback_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  module text NOT NULL,
  staff_id uuid NOT NULL,
  body_sealed bytea NOT NULL,
  written_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  update_id uuid NOT NULL,
  read_at timestamp with time zone,
  CONSTRAINT feedback_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT feedback_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(staff_id),
  CONSTRAINT feedback_pkey PRIMARY KEY (feedback_id),
  CONSTRAINT feedback_update_id_key UNIQUE (update_id)
);
ALTER TABLE feedback ENABLE ROW LEVEL SECURITY;
CREATE INDEX feedback_course ON public.feedback USING btree (course_id, written_at);
CREATE POLICY feedback_rows ON feedback FOR ALL TO PUBLIC USING ((( SELECT role_sees('clinical'::text) AS role_sees) OR ((person_id = ( SELECT self_person() AS self_person)) AND (sent_at IS NOT NULL))));
GRANT INSERT, SELECT, UPDATE ON feedback TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON feedback TO forloeb_worker;

CREATE TABLE flag (
  flag_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  tier text NOT NULL,
  trigger text NOT NULL,
  raised_at timestamp with time zone NOT NULL,
  owner_id uuid,
  taken_at timestamp with time zone,
  released_at timestamp with time zone,
  released_by uuid,
  action_sealed bytea,
  outcome text,
  CONSTRAINT flag_released CHECK (((released_at IS NULL) OR ((released_by IS NOT NULL) AND (action_sealed IS NOT NULL) AND (outcome IS NOT NULL)))),
  CONSTRAINT flag_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT flag_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES staff(staff_id),
  CONSTRAINT flag_released_by_fkey FOREIGN KEY (released_by) REFERENCES staff(staff_id),
  CONSTRAINT flag_pkey PRIMARY KEY (flag_id)
);
ALTER TABLE flag ENABLE ROW LEVEL SECURITY;
CREATE INDEX flag_course ON public.flag USING btree (course_id, raised_at);
CREATE INDEX flag_open ON public.flag USING btree (raised_at, flag_id) WHERE (released_at IS NULL);
CREATE INDEX flag_untaken_red ON public.flag USING btree (raised_at, flag_id) WHERE ((tier = 'red'::text) AND (taken_at IS NULL) AND (released_at IS NULL));
CREATE POLICY flag_rows ON flag FOR ALL TO PUBLIC USING ((( SELECT role_sees('clinical'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT INSERT, SELECT, UPDATE ON flag TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON flag TO forloeb_worker;

CREATE TABLE form_claim (
  form_id uuid NOT NULL,
  course_id uuid NOT NULL,
  claimed_at timestamp with time zone NOT NULL,
  CONSTRAINT form_claim_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(course_id),
  CONSTRAINT form_claim_pkey PRIMARY KEY (form_id)
);
ALTER TABLE form_claim ENABLE ROW LEVEL SECURITY;
CREATE INDEX form_claim_course ON public.form_claim USING btree (course_id);
CREATE POLICY form_claim_rows ON form_claim FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (course_id IN ( SELECT course.course_id
   FROM course
  WHERE (course.person_id = ( SELECT self_person() AS self_person))))));
GRANT INSERT, SELECT ON form_claim TO forloeb_app;

CREATE TABLE gp (
  ydernummer text NOT NULL,
  name text NOT NULL,
  municipality text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  CONSTRAINT gp_pkey PRIMARY KEY (ydernummer, valid_from)
);
GRANT INSERT, SELECT, UPDATE ON gp TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON gp TO forloeb_worker;

CREATE TABLE incident (
  incident_id uuid NOT NULL,
  course_id uuid,
  kind text NOT NULL,
  detail jsonb NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  cause text NOT NULL DEFAULT 'unknown'::text,
  subject text NOT NULL DEFAULT ''::text,
  last_seen_at timestamp with time zone,
  times integer NOT NULL DEFAULT 1,
  retry_asked_at timestamp with time zone,
  retry_asked_by uuid,
  closed_by uuid,
  how text,
  handling text,
  reason_sealed bytea,
  CONSTRAINT incident_check CHECK (((closed_at IS NULL) = (how IS NULL))),
  CONSTRAINT incident_check1 CHECK (((handling IS NULL) OR (how = 'handled'::text))),
  CONSTRAINT incident_how_check CHECK ((how = ANY (ARRAY['mended'::text, 'retried'::text, 'handled'::text]))),
  CONSTRAINT incident_kind_check CHECK ((kind = ANY (ARRAY['recordingStopped'::text, 'workflowGone'::text, 'workflowDiffers'::text, 'workflowTaskFails'::text, 'deliveryFailed'::text, 'morningMailFailed'::text]))),
  CONSTRAINT incident_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES staff(staff_id),
  CONSTRAINT incident_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(course_id),
  CONSTRAINT incident_retry_asked_by_fkey FOREIGN KEY (retry_asked_by) REFERENCES staff(staff_id),
  CONSTRAINT incident_pkey PRIMARY KEY (incident_id)
);
ALTER TABLE incident ENABLE ROW LEVEL SECURITY;
CREATE INDEX incident_asked ON public.incident USING btree (retry_asked_at, incident_id) WHERE ((closed_at IS NULL) AND (retry_asked_at IS NOT NULL));
CREATE INDEX incident_course ON public.incident USING btree (course_id);
CREATE INDEX incident_list ON public.incident USING btree (kind, cause, opened_at, incident_id) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX incident_once ON public.incident USING btree (kind, COALESCE(course_id, '00000000-0000-0000-0000-000000000000'::uuid), subject) WHERE (closed_at IS NULL);
CREATE TRIGGER incident_from_before BEFORE INSERT OR UPDATE ON public.incident FOR EACH ROW EXECUTE FUNCTION incident_from_before();
CREATE POLICY incident_rows ON incident FOR ALL TO PUBLIC USING (( SELECT role_sees('case'::text) AS role_sees));
GRANT INSERT, SELECT, UPDATE ON incident TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON incident TO forloeb_worker;

CREATE TABLE measure_response (
  response_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  measure text NOT NULL,
  version text NOT NULL,
  language text NOT NULL,
  occasion text NOT NULL,
  items_sealed bytea NOT NULL,
  score numeric,
  band text,
  is_case boolean,
  scorer_version text NOT NULL,
  answered_at timestamp with time zone NOT NULL,
  CONSTRAINT measure_response_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT measure_response_pkey PRIMARY KEY (response_id),
  CONSTRAINT measure_response_course_id_measure_occasion_key UNIQUE (course_id, measure, occasion)
);
ALTER TABLE measure_response ENABLE ROW LEVEL SECURITY;
CREATE POLICY measure_response_rows ON measure_response FOR ALL TO PUBLIC USING ((( SELECT role_sees('clinical'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT INSERT, SELECT ON measure_response TO forloeb_app;
GRANT INSERT, SELECT ON measure_response TO forloeb_worker;

CREATE TABLE message (
  message_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  author_kind text NOT NULL,
  author_id uuid,
  body_sealed bytea NOT NULL,
  state text NOT NULL DEFAULT 'kept'::text,
  written_at timestamp with time zone NOT NULL,
  read_at timestamp with time zone,
  update_id uuid NOT NULL,
  read_by uuid,
  about_module text,
  about_exercise text,
  CONSTRAINT message_about CHECK (((about_module IS NULL) = (about_exercise IS NULL))),
  CONSTRAINT message_author_kind_check CHECK ((author_kind = ANY (ARRAY['patient'::text, 'staff'::text, 'system'::text]))),
  CONSTRAINT message_state_check CHECK ((state = ANY (ARRAY['kept'::text, 'sent'::text]))),
  CONSTRAINT message_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT message_pkey PRIMARY KEY (message_id),
  CONSTRAINT message_update_id_key UNIQUE (update_id)
);
ALTER TABLE message ENABLE ROW LEVEL SECURITY;
CREATE INDEX message_course ON public.message USING btree (course_id, written_at DESC, message_id DESC);
CREATE POLICY message_rows ON message FOR ALL TO PUBLIC USING ((( SELECT role_sees('clinical'::text) AS role_sees) OR ((person_id = ( SELECT self_person() AS self_person)) AND ((author_kind = 'patient'::text) OR (state = 'sent'::text)))));
GRANT INSERT, SELECT, UPDATE ON message TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON message TO forloeb_worker;

CREATE TABLE morning_mail (
  mail_id uuid NOT NULL,
  on_date date NOT NULL,
  staff_id uuid NOT NULL,
  morning jsonb NOT NULL,
  status text NOT NULL DEFAULT 'waiting'::text,
  reason text,
  counted_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  CONSTRAINT morning_mail_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sent'::text, 'unknown'::text, 'failed'::text]))),
  CONSTRAINT morning_mail_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(staff_id),
  CONSTRAINT morning_mail_pkey PRIMARY KEY (mail_id),
  CONSTRAINT morning_mail_on_date_staff_id_key UNIQUE (on_date, staff_id)
);
GRANT INSERT, SELECT ON morning_mail TO forloeb_worker;
GRANT SELECT ON morning_mail TO forloeb_app;
GRANT UPDATE (status, reason, sent_at) ON morning_mail TO forloeb_worker;

CREATE TABLE note (
  note_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  kind text NOT NULL,
  body_sealed bytea NOT NULL,
  written_at timestamp with time zone NOT NULL,
  signed_at timestamp with time zone,
  update_id uuid NOT NULL,
  CONSTRAINT note_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT note_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(staff_id),
  CONSTRAINT note_pkey PRIMARY KEY (note_id),
  CONSTRAINT note_update_id_key UNIQUE (update_id)
);
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
CREATE INDEX note_course ON public.note USING btree (course_id, written_at);
CREATE POLICY note_rows ON note FOR ALL TO PUBLIC USING (( SELECT role_sees('clinical'::text) AS role_sees));
GRANT INSERT, SELECT, UPDATE ON note TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON note TO forloeb_worker;

CREATE TABLE own_summary (
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  words_sealed bytea NOT NULL,
  version integer NOT NULL,
  written_at timestamp with time zone NOT NULL,
  CONSTRAINT own_summary_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT own_summary_pkey PRIMARY KEY (course_id)
);
ALTER TABLE own_summary ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_summary_read ON own_summary FOR SELECT TO PUBLIC USING ((( SELECT role_sees('clinical'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
CREATE POLICY own_summary_write ON own_summary FOR ALL TO PUBLIC USING ((( SELECT role_sees('machinery'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT INSERT, SELECT, UPDATE ON own_summary TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON own_summary TO forloeb_worker;

CREATE TABLE person (
  person_id uuid NOT NULL,
  cpr_hash bytea NOT NULL,
  identity_sealed bytea NOT NULL,
  contact_sealed bytea,
  contact_by_consent boolean NOT NULL DEFAULT false,
  municipality text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT person_pkey PRIMARY KEY (person_id),
  CONSTRAINT person_cpr_hash_key UNIQUE (cpr_hash)
);
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
CREATE POLICY person_rows ON person FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT INSERT, SELECT, UPDATE ON person TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON person TO forloeb_worker;

CREATE TABLE person_key (
  person_id uuid NOT NULL,
  wrapped_key bytea NOT NULL,
  key_id text NOT NULL,
  CONSTRAINT person_key_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  CONSTRAINT person_key_pkey PRIMARY KEY (person_id)
);
ALTER TABLE person_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY person_key_rows ON person_key FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT INSERT, SELECT ON person_key TO forloeb_app;
GRANT INSERT, SELECT ON person_key TO forloeb_worker;

CREATE TABLE person_name_hash (
  hash bytea NOT NULL,
  person_id uuid NOT NULL,
  CONSTRAINT person_name_hash_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  CONSTRAINT person_name_hash_pkey PRIMARY KEY (hash, person_id)
);
ALTER TABLE person_name_hash ENABLE ROW LEVEL SECURITY;
CREATE INDEX person_name_hash_person ON public.person_name_hash USING btree (person_id);
CREATE POLICY person_name_hash_rows ON person_name_hash FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT DELETE, INSERT, SELECT ON person_name_hash TO forloeb_app;
GRANT DELETE, INSERT, SELECT ON person_name_hash TO forloeb_worker;

CREATE TABLE portal_link (
  token_hash bytea NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  target text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT portal_link_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT portal_link_pkey PRIMARY KEY (token_hash)
);
ALTER TABLE portal_link ENABLE ROW LEVEL SECURITY;
CREATE INDEX portal_link_course ON public.portal_link USING btree (course_id);
CREATE INDEX portal_link_expires ON public.portal_link USING btree (expires_at);
CREATE POLICY portal_link_rows ON portal_link FOR ALL TO PUBLIC USING ((( SELECT role_sees('machinery'::text) AS role_sees) OR (person_id = ( SELECT self_person() AS self_person))));
GRANT DELETE, INSERT, SELECT ON portal_link TO forloeb_worker;
GRANT INSERT, SELECT ON portal_link TO forloeb_app;

CREATE TABLE public_text (
  key text NOT NULL,
  version integer NOT NULL,
  valid_from date NOT NULL,
  body text NOT NULL,
  added_at timestamp with time zone NOT NULL,
  written_by uuid,
  CONSTRAINT public_text_body_check CHECK (((body ~ '\S'::text) AND (length(body) <= 40000))),
  CONSTRAINT public_text_key CHECK ((key = ANY (ARRAY['complaint'::text, 'supervisionReport'::text, 'dataProtection'::text, 'accessibility'::text, 'contact'::text]))),
  CONSTRAINT public_text_version_check CHECK ((version > 0)),
  CONSTRAINT public_text_written_by_fkey FOREIGN KEY (written_by) REFERENCES staff(staff_id),
  CONSTRAINT public_text_pkey PRIMARY KEY (key, version)
);
ALTER TABLE public_text ENABLE ROW LEVEL SECURITY;
CREATE POLICY public_text_read ON public_text FOR SELECT TO PUBLIC USING (true);
CREATE POLICY public_text_written ON public_text FOR INSERT TO PUBLIC WITH CHECK ((( SELECT role_sees('machinery'::text) AS role_sees) OR ((( SELECT actor_role() AS actor_role) = 'supervisor'::text) AND (written_by = ( SELECT self_staff() AS self_staff)))));
GRANT INSERT, SELECT ON public_text TO forloeb_app;
GRANT SELECT ON public_text TO forloeb_worker;

CREATE TABLE session (
  sid character varying NOT NULL,
  sess json NOT NULL,
  expire timestamp(6) without time zone NOT NULL,
  CONSTRAINT session_pkey PRIMARY KEY (sid)
);
CREATE INDEX session_expire ON public.session USING btree (expire);
GRANT DELETE, INSERT, SELECT, UPDATE ON session TO forloeb_app;

CREATE TABLE slot (
  slot_id uuid NOT NULL,
  psychologist_id uuid NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  kind text NOT NULL DEFAULT 'assessment'::text,
  state text NOT NULL DEFAULT 'free'::text,
  course_id uuid,
  held_by_update uuid,
  held_at timestamp with time zone,
  by_hand boolean NOT NULL DEFAULT false,
  CONSTRAINT slot_check CHECK ((ends_at > starts_at)),
  CONSTRAINT slot_held CHECK (((held_by_update IS NULL) = (held_at IS NULL))),
  CONSTRAINT slot_kind CHECK ((kind = ANY (ARRAY['assessment'::text, 'closing'::text]))),
  CONSTRAINT slot_state_check CHECK ((state = ANY (ARRAY['free'::text, 'reserved'::text, 'booked'::text, 'closed'::text]))),
  CONSTRAINT slot_whose CHECK (((state = ANY (ARRAY['reserved'::text, 'booked'::text])) = (course_id IS NOT NULL))),
  CONSTRAINT slot_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(course_id),
  CONSTRAINT slot_psychologist_id_fkey FOREIGN KEY (psychologist_id) REFERENCES staff(staff_id),
  CONSTRAINT slot_pkey PRIMARY KEY (slot_id),
  CONSTRAINT slot_overlap EXCLUDE USING gist (psychologist_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((NOT (by_hand AND (state = 'closed'::text))))
);
ALTER TABLE slot ENABLE ROW LEVEL SECURITY;
CREATE INDEX slot_course ON public.slot USING btree (course_id) WHERE (course_id IS NOT NULL);
CREATE INDEX slot_free ON public.slot USING btree (starts_at, slot_id) WHERE (state = 'free'::text);
CREATE INDEX slot_held ON public.slot USING btree (held_by_update) WHERE (held_by_update IS NOT NULL);
CREATE POLICY slot_rows ON slot FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR ((( SELECT self_person() AS self_person) IS NOT NULL) AND ((state = 'free'::text) OR (course_id IN ( SELECT course.course_id
   FROM course
  WHERE (course.person_id = ( SELECT self_person() AS self_person))))))));
GRANT INSERT, SELECT, UPDATE ON slot TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON slot TO forloeb_worker;

CREATE TABLE slot_rule (
  rule_id uuid NOT NULL,
  psychologist_id uuid NOT NULL,
  weekdays integer[] NOT NULL,
  times text[] NOT NULL,
  minutes integer NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  kind text NOT NULL DEFAULT 'assessment'::text,
  CONSTRAINT slot_rule_kind_check CHECK ((kind = ANY (ARRAY['assessment'::text, 'closing'::text]))),
  CONSTRAINT slot_rule_minutes_check CHECK ((minutes > 0)),
  CONSTRAINT slot_rule_weekdays_check CHECK ((weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7])),
  CONSTRAINT slot_rule_psychologist_id_fkey FOREIGN KEY (psychologist_id) REFERENCES staff(staff_id),
  CONSTRAINT slot_rule_pkey PRIMARY KEY (rule_id)
);
GRANT INSERT, SELECT, UPDATE ON slot_rule TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON slot_rule TO forloeb_worker;

CREATE TABLE staff (
  staff_id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  roles text[] NOT NULL,
  active boolean NOT NULL DEFAULT true,
  CONSTRAINT staff_roles_check CHECK ((roles <@ ARRAY['psychologist'::text, 'coordinator'::text, 'supervisor'::text, 'regionContact'::text])),
  CONSTRAINT staff_pkey PRIMARY KEY (staff_id),
  CONSTRAINT staff_email_key UNIQUE (email)
);
GRANT INSERT, SELECT, UPDATE ON staff TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON staff TO forloeb_worker;

CREATE TABLE sweep_place (
  only_one boolean NOT NULL DEFAULT true,
  last_seen uuid,
  CONSTRAINT sweep_place_only_one_check CHECK (only_one),
  CONSTRAINT sweep_place_pkey PRIMARY KEY (only_one)
);
GRANT INSERT, SELECT, UPDATE ON sweep_place TO forloeb_worker;

CREATE TABLE task (
  task_id uuid NOT NULL,
  course_id uuid NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  version integer NOT NULL,
  role text NOT NULL,
  state text NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone,
  overdue boolean NOT NULL DEFAULT false,
  closed_at timestamp with time zone,
  owner_id uuid,
  claimed_at timestamp with time zone,
  snoozed_until timestamp with time zone,
  CONSTRAINT task_state_check CHECK ((state = ANY (ARRAY['open'::text, 'waiting'::text, 'done'::text, 'dropped'::text]))),
  CONSTRAINT task_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(course_id),
  CONSTRAINT task_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES staff(staff_id),
  CONSTRAINT task_pkey PRIMARY KEY (task_id),
  CONSTRAINT task_course_id_kind_subject_key UNIQUE (course_id, kind, subject)
);
ALTER TABLE task ENABLE ROW LEVEL SECURITY;
CREATE INDEX task_open ON public.task USING btree (COALESCE(due_at, 'infinity'::timestamp with time zone), task_id) WHERE (closed_at IS NULL);
CREATE INDEX task_open_kind ON public.task USING btree (kind, course_id) WHERE (closed_at IS NULL);
CREATE INDEX task_owner ON public.task USING btree (owner_id, COALESCE(due_at, 'infinity'::timestamp with time zone), task_id) WHERE (closed_at IS NULL);
CREATE POLICY task_rows ON task FOR ALL TO PUBLIC USING ((( SELECT role_sees('case'::text) AS role_sees) OR (course_id IN ( SELECT course.course_id
   FROM course
  WHERE (course.person_id = ( SELECT self_person() AS self_person))))));
GRANT INSERT, SELECT, UPDATE ON task TO forloeb_worker;
GRANT SELECT ON task TO forloeb_app;
GRANT UPDATE (owner_id, claimed_at, snoozed_until) ON task TO forloeb_app;

CREATE TABLE time_spent (
  update_id uuid NOT NULL,
  course_id uuid NOT NULL,
  person_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  kind text NOT NULL,
  minutes integer NOT NULL,
  written_at timestamp with time zone NOT NULL,
  counted_at timestamp with time zone,
  CONSTRAINT time_spent_kind_check CHECK ((kind = ANY (ARRAY['feedback'::text, 'message'::text, 'closingCall'::text, 'silenceCall'::text, 'flag'::text]))),
  CONSTRAINT time_spent_minutes_check CHECK (((minutes >= 0) AND (minutes <= 240))),
  CONSTRAINT time_spent_course_id_person_id_fkey FOREIGN KEY (course_id, person_id) REFERENCES course(course_id, person_id),
  CONSTRAINT time_spent_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(staff_id),
  CONSTRAINT time_spent_pkey PRIMARY KEY (update_id)
);
ALTER TABLE time_spent ENABLE ROW LEVEL SECURITY;
CREATE INDEX time_spent_course ON public.time_spent USING btree (course_id, counted_at);
CREATE POLICY time_spent_rows ON time_spent FOR ALL TO PUBLIC USING (( SELECT role_sees('clinical'::text) AS role_sees));
GRANT INSERT, SELECT, UPDATE ON time_spent TO forloeb_app;
GRANT INSERT, SELECT, UPDATE ON time_spent TO forloeb_worker;
