/** Answers for where in a text something is wrong: the heads of treatment texts, with their lines. */
import { isMap, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Thrown at start when a text is not as it must be; names file, line and field. */
export class ProgrammeError extends Error {
  override readonly name = 'ProgrammeError';
  /** `line` counts from 1 in the file; null when it is about the file as a whole. */
  constructor(file: string, line: number | null, field: string, reason: string) {
    super(`${file}${line === null ? '' : `:${line}`}: ${field}: ${reason}`);
  }
}

/** A head as it stands in its file. */
export interface Head {
  readonly file: string;
  readonly yaml: string;
  /** The line of the file in which the YAML begins, counted from 1. */
  readonly line: number;
}

/**
 * The head as its schema wants it. Throws ProgrammeError with the line of the first field that is
 * wrong; for a field that is missing, the line of what it is missing from.
 */
export function checkedHead<Out>({ file, yaml, line }: Head, schema: z.ZodType<Out>): Out {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const at = (offset: number): number => line + lines.linePos(offset).line - 1;
  const [slip] = document.errors;
  if (slip) throw new ProgrammeError(file, at(slip.pos[0]), '(head)', slip.message);
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.map((one) => (typeof one === 'symbol' ? String(one) : one)) ?? [];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const offset = startOf(document, unknown === undefined ? path : [...path, unknown]);
  throw new ProgrammeError(
    file,
    at(offset),
    path.join('.') || '(head)',
    issue?.message ?? 'is not valid',
  );
}

/** A slip that only the whole shows, told with the line of the field at the path. */
export function slipAt({ file, yaml, line }: Head, path: Path, reason: string): ProgrammeError {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const at = line + lines.linePos(startOf(document, path)).line - 1;
  return new ProgrammeError(file, at, path.join('.'), reason);
}

type Path = readonly (string | number)[];

/** Where the node at the path begins, or the nearest one around it that is there. */
function startOf(document: ReturnType<typeof parseDocument>, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const name = path[depth - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => String(key) === String(name))
      : undefined;
    const node: unknown = pair ? pair.key : document.getIn(path.slice(0, depth), true);
    const start = rangeOf(node);
    if (start !== null) return start;
  }
  return rangeOf(document.contents) ?? 0;
}

function rangeOf(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node)) return null;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : null;
}
