/** What an applicant has answered so far, section by section, and safe from a second tab. */
import { z } from 'zod';
import { changedAt } from '../domain/applicationPages';
import type { CourseId, Instant, PersonId } from '../domain/ids';
import { json, zBytes, zId, zInstant } from './columns';
import { seal, unseal } from './sealed';
import type { Tx } from './transaction';

const Section = z.record(z.string(), z.unknown());
const Sections = z.record(z.string(), Section);
/** The answers of one section, by field. */
export type SectionAnswers = z.infer<typeof Section>;

const Row = z.object({
  courseId: zId<CourseId>(),
  personId: zId<PersonId>(),
  answersSealed: zBytes,
  sectionVersions: z.record(z.string(), z.number()),
  updatedAt: zInstant,
  submittedAt: zInstant.nullable(),
});
type Row = z.infer<typeof Row>;

export interface Application {
  readonly answers: Readonly<Record<string, SectionAnswers>>;
  /** How often each section was saved, and at which of them a page of it changed last. */
  readonly versions: Readonly<Record<string, number>>;
  readonly updatedAt: Instant;
  readonly submittedAt: Instant | null;
}

export type SectionSaved =
  | { readonly kind: 'saved'; readonly version: number }
  /** Another tab saved meanwhile: its answers, and the version to go on from. */
  | {
      readonly kind: 'changedElsewhere';
      readonly version: number;
      readonly answers: SectionAnswers;
    }
  /** Submitted: nothing changes any more. */
  | { readonly kind: 'locked' };

const COLUMNS = `course_id, person_id, answers_sealed, section_versions, updated_at, submitted_at`;
const place = (row: string) => ({ table: 'application', column: 'answers_sealed', row });

/** Undefined before the first save. */
export async function readApplication(
  tx: Tx,
  courseId: CourseId,
): Promise<Application | undefined> {
  const row = await tx.row(Row, `SELECT ${COLUMNS} FROM application WHERE course_id = $1`, [
    courseId,
  ]);
  if (!row) return undefined;
  const { sectionVersions: versions, updatedAt, submittedAt } = row;
  return { answers: await answersOf(tx, row), versions, updatedAt, submittedAt };
}

function answersOf(tx: Tx, row: Row): Promise<Record<string, SectionAnswers>> {
  return unseal(tx, row.personId, place(row.courseId), row.answersSealed, Sections);
}

/**
 * Saves a section, or the answers of one page of it: what stands on its other pages stays.
 * `basedOn` is the section's version that the form showed; only a later change of the same page is
 * in the way. The same answers again are saved already, whatever they were based on.
 */
export async function saveSection(
  tx: Tx,
  of: {
    courseId: CourseId;
    personId: PersonId;
    section: string;
    answers: SectionAnswers;
    /** The keys of the pages that the answers are from; none where the section is one page. */
    pages?: readonly string[];
    basedOn: number;
    at: Instant;
  },
): Promise<SectionSaved> {
  const empty = await seal(tx, of.personId, place(of.courseId), {});
  await tx.run(
    `INSERT INTO application
    (course_id, person_id, answers_sealed, section_versions, updated_at)
    VALUES ($1, $2, $3, '{}', $4) ON CONFLICT (course_id) DO NOTHING`,
    [of.courseId, of.personId, empty, of.at],
  );
  const row = await tx.row(
    Row,
    `SELECT ${COLUMNS} FROM application WHERE course_id = $1 FOR UPDATE`,
    [of.courseId],
  );
  if (!row) throw new Error('this actor may not write that application');
  if (row.submittedAt !== null) return { kind: 'locked' };
  return saveInto(tx, row, of);
}

async function saveInto(
  tx: Tx,
  row: Row,
  of: {
    section: string;
    answers: SectionAnswers;
    pages?: readonly string[];
    basedOn: number;
    at: Instant;
  },
): Promise<SectionSaved> {
  const all = await answersOf(tx, row);
  const version = row.sectionVersions[of.section] ?? 0;
  const kept = all[of.section] ?? {};
  if (version > 0 && stands(of.answers, kept)) return { kind: 'saved', version };
  const changed = changedAt(row.sectionVersions, of.section, of.pages ?? []);
  if (changed > of.basedOn || of.basedOn > version) {
    return { kind: 'changedElsewhere', version, answers: kept };
  }
  const sealed = await seal(tx, row.personId, place(row.courseId), {
    ...all,
    [of.section]: { ...kept, ...of.answers },
  });
  const keys = [of.section, ...(of.pages ?? [])];
  const now = Object.fromEntries(keys.map((key) => [key, version + 1]));
  const versions = { ...row.sectionVersions, ...now };
  await tx.run(
    `UPDATE application SET answers_sealed = $2, section_versions = $3, updated_at = $4
    WHERE course_id = $1`,
    [row.courseId, sealed, json(versions), of.at],
  );
  return { kind: 'saved', version: version + 1 };
}

function stands(answers: SectionAnswers, kept: SectionAnswers): boolean {
  return Object.entries(answers).every(([name, value]) => json(kept[name]) === json(value));
}

/** At submission: from here on nothing in it changes. */
export async function lockApplication(
  tx: Tx,
  courseId: CourseId,
  at: Instant,
): Promise<'locked' | 'alreadyLocked' | 'missing'> {
  const locked = await tx.run(
    `UPDATE application SET submitted_at = $2
    WHERE course_id = $1 AND submitted_at IS NULL`,
    [courseId, at],
  );
  if (locked === 1) return 'locked';
  return (await readApplication(tx, courseId)) ? 'alreadyLocked' : 'missing';
}

/** The submission was refused: the applicant may go on writing. */
export async function unlockApplication(tx: Tx, courseId: CourseId): Promise<void> {
  await tx.run('UPDATE application SET submitted_at = NULL WHERE course_id = $1', [courseId]);
}
