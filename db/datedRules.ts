/** Deadline rules added in the clinic, beside those that domain/rules.ts ships. */
import { z } from 'zod';
import type { DeadlineName } from '../domain/course';
import type { Instant } from '../domain/ids';
import { SHIPPED_RULES, UNITS } from '../domain/rules';
import type { DeadlineRule } from '../domain/rules';
import { zDate } from './columns';
import type { Tx } from './transaction';

const OWNERS = ['agreement', 'clinic', 'project'] as const;
const NAMES: ReadonlySet<string> = new Set(SHIPPED_RULES.map(({ name }) => name));

const Row = z.object({
  name: z.string(),
  version: z.number(),
  validFrom: zDate,
  ageFrom: z.number().nullable(),
  ageTo: z.number().nullable(),
  length: z.number(),
  unit: z.enum(UNITS),
  owner: z.enum(OWNERS),
});

/** Every rule there is, shipped and added, for `chooseRules`. */
export async function deadlineRules(tx: Tx): Promise<DeadlineRule[]> {
  const rows = await tx.rows(
    Row,
    `SELECT name, version, valid_from, age_from, age_to, length, unit,
    owner FROM dated_rule ORDER BY name, version`,
  );
  const added = rows
    .filter(({ name }) => NAMES.has(name))
    .map(({ ageFrom, ageTo, ...row }) => ({
      ...row,
      name: row.name as DeadlineName,
      ageFrom: ageFrom ?? undefined,
      ageTo: ageTo ?? undefined,
    }));
  return [...SHIPPED_RULES, ...added];
}

/** Adds a version of a rule; what running courses were promised stays. */
export async function insertRule(tx: Tx, rule: DeadlineRule, at: Instant): Promise<void> {
  await tx.run(
    `INSERT INTO dated_rule (name, version, valid_from, age_from, age_to, length, unit,
    owner, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      rule.name,
      rule.version,
      rule.validFrom,
      rule.ageFrom ?? null,
      rule.ageTo ?? null,
      rule.length,
      rule.unit,
      rule.owner,
      at,
    ],
  );
}
