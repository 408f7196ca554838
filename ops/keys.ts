/** The keys of the program: made once for practice, read at start, generated ones refused in production. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { PayloadKeys } from './codec';
import type { Config } from './config';
import { codeOf, Sentence } from './sentence';

/**
 * A file holds one key, or several while one takes another's place: then the first is used for
 * what is new, and every one of them opens what it closed.
 */
export interface Keys {
  /** Wraps the data key of each person: 32 bytes. Which one wraps, the database says. */
  readonly master: Buffer;
  readonly otherMasters: readonly Buffer[];
  /** Encrypts what Temporal stores; the id travels with each payload. */
  readonly payload: PayloadKeys;
  /** Sign the session cookie: the first the new ones. */
  readonly session: readonly string[];
  /** Keyed search hashes: 32 bytes. */
  readonly hash: Buffer;
}

const one = z.object({
  generated: z.boolean().default(false),
  id: z.string().min(1).default('k1'),
  key: z.base64().refine((text) => Buffer.from(text, 'base64').length === 32),
});
type Key = z.infer<typeof one>;
const several = z.object({ keys: z.tuple([one], one) });
const shape = one
  .transform((key): [Key, ...Key[]] => [key])
  .or(several.transform(({ keys }) => keys));

/** Makes the missing key files of a practice machine, readable by their owner only. */
export function makeMissingKeys(config: Config): void {
  if (config.mode !== 'practice') return;
  const files = [
    config.masterKeyFile,
    config.payloadKeyFile,
    config.hashKeyFile,
    config.sessionSecretFile,
    config.identityClientSecretFile,
  ];
  for (const file of files) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const id = `p-${randomBytes(4).toString('hex')}`;
    const fresh = { generated: true, id, key: randomBytes(32).toString('base64') };
    try {
      writeFileSync(file, `${JSON.stringify(fresh)}\n`, { mode: 0o600, flag: 'wx' });
      chmodSync(file, 0o600);
    } catch (failure) {
      if (codeOf(failure) !== 'EEXIST') throw failure;
    }
  }
}

/** The keys of one file; a Sentence when it is missing, open to others, damaged or for practice. */
function readKeyFile(file: string, variable: string, mode: Config['mode']): [Key, ...Key[]] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Sentence(`${variable} names ${file}, which cannot be read.`);
  }
  const open = (statSync(file).mode & 0o077) !== 0;
  if (open && mode === 'production') {
    throw new Sentence(`${variable}: ${file} is readable by others; chmod 600 it.`);
  }
  const parsed = shape.safeParse(asJson(text));
  if (!parsed.success) {
    throw new Sentence(
      `${variable}: ${file} must hold {"id": "…", "key": "<32 bytes in base64>"}, ` +
        'or several of these as {"keys": [ … ]}.',
    );
  }
  const keys = parsed.data;
  if (keys.some(({ generated }) => generated) && mode === 'production') {
    throw new Sentence(`${variable}: ${file} was generated for practice; give production its own.`);
  }
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new Sentence(`${variable}: ${file} has two keys of the same id; each needs its own.`);
  }
  return keys;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const bytesOf = ({ key }: Key): Buffer => Buffer.from(key, 'base64');

/** All keys of the worker and the web process; the session secret only where the web runs. */
export function readKeys(config: Config): Keys {
  const { mode } = config;
  const [payload, ...others] = readKeyFile(config.payloadKeyFile, 'PAYLOAD_KEY_FILE', mode);
  const payloadKey = (key: Key) => ({ id: key.id, key: bytesOf(key) });
  const session = config.sessionSecretFile;
  return {
    ...readDatabaseKeys(config),
    payload: [payloadKey(payload), ...others.map(payloadKey)],
    session:
      session === '' ? [] : readKeyFile(session, 'SESSION_SECRET_FILE', mode).map(({ key }) => key),
  };
}

/** The keys of what lies in the database. */
export function readDatabaseKeys(config: Config): Pick<Keys, 'master' | 'otherMasters' | 'hash'> {
  const { mode, masterKeyFile, hashKeyFile } = config;
  const [master, ...others] = readKeyFile(masterKeyFile, 'MASTER_KEY_FILE', mode);
  return {
    master: bytesOf(master),
    otherMasters: others.map(bytesOf),
    hash: readOneKey(hashKeyFile, 'HASH_KEY_FILE', mode),
  };
}

/** A file in which several keys would mean nothing. */
export function readOneKey(file: string, variable: string, mode: Config['mode']): Buffer {
  const [key, ...more] = readKeyFile(file, variable, mode);
  if (more.length > 0) throw new Sentence(`${variable}: ${file} must hold one key only.`);
  return bytesOf(key);
}

/** The secret shared with the identity provider. */
export function readIdentitySecret(config: Config): string {
  const { identityClientSecretFile, mode } = config;
  const [secret] = readKeyFile(identityClientSecretFile, 'IDENTITY_CLIENT_SECRET_FILE', mode);
  return secret.key;
}
