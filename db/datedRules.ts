/** Deadline rules added in the clinic, beside those that domain/rules.ts ships. */
import { z } from 'zod';
import type { Instant } from '../domain/ids';
import { ruleFrom } from '../domain/ruleRow';
import { SHIPPED_RULES } from '../domain/rules';
import type { DeadlineRule } from '../domain/rules';
import { zDate } from './columns';
import type { Tx } from './transaction';

const Row = z.object({
  name: z.string(),
  version: z.number(),
  validFrom: zDate,
  ageFrom: z.number().nullable(),
  ageTo: z.number().nullable(),
  length: z.number(),
  unit: z.string(),
  owner: z.string(),
});

/**
 * Every rule there is, shipped and added, for `chooseRules`. Throws RangeError, naming the row,
 * when one cannot be a rule: a promise made without it would stay wrong for a whole course.
 */
export async function deadlineRules(tx: Tx): Promise<DeadlineRule[]> {
  const rows = await tx.rows(
    Row,
    `SELECT name, version, valid_from, age_from, age_to, length, unit,
    owner FROM dated_rule ORDER BY name, version`,
  );
  const added = rows.map(({ ageFrom, ageTo, ...row }) =>
    ruleFrom({ ...row, ageFrom: ageFrom ?? undefined, ageTo: ageTo ?? undefined }),
  );
  return [...SHIPPED_RULES, ...added];
}

/**
 * Adds a version of a rule; what running courses were promised stays. Throws RangeError, and adds
 * nothing, when it cannot be a rule.
 */
export async function insertRule(tx: Tx, rule: DeadlineRule, at: Instant): Promise<void> {
  const { name, version, validFrom, ageFrom, ageTo, length, unit, owner } = ruleFrom(rule);
  await tx.run(
    `INSERT INTO dated_rule (name, version, valid_from, age_from, age_to, length, unit,
    owner, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [name, version, validFrom, ageFrom ?? null, ageTo ?? null, length, unit, owner, at],
  );
}
