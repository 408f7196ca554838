/** The keys of the program: made once for practice, read at start, generated ones refused in production. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from './config';
import { codeOf, Sentence } from './sentence';

export interface Keys {
  /** Wraps the data key of each person: 32 bytes. */
  readonly master: Buffer;
  /** Encrypts what Temporal stores; the id travels with each payload. */
  readonly payload: { readonly id: string; readonly key: Buffer };
  /** Signs the session cookie. */
  readonly session: string;
  /** Keyed search hashes: 32 bytes. */
  readonly hash: Buffer;
}

const shape = z.object({
  generated: z.boolean().default(false),
  id: z.string().min(1).default('k1'),
  key: z.base64().refine((text) => Buffer.from(text, 'base64').length === 32),
});

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

/** One key file; a Sentence when it is missing, open to others, damaged or made for practice. */
function readKey(file: string, variable: string, mode: Config['mode']): z.infer<typeof shape> {
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
      `${variable}: ${file} must hold {"id": "…", "key": "<32 bytes in base64>"}.`,
    );
  }
  if (parsed.data.generated && mode === 'production') {
    throw new Sentence(`${variable}: ${file} was generated for practice; give production its own.`);
  }
  return parsed.data;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All keys of the worker and the web process; the session secret only where the web runs. */
export function readKeys(config: Config): Keys {
  const { mode } = config;
  const bytes = (file: string, variable: string) =>
    Buffer.from(readKey(file, variable, mode).key, 'base64');
  const payload = readKey(config.payloadKeyFile, 'PAYLOAD_KEY_FILE', mode);
  const session = config.sessionSecretFile;
  return {
    master: bytes(config.masterKeyFile, 'MASTER_KEY_FILE'),
    payload: { id: payload.id, key: Buffer.from(payload.key, 'base64') },
    session: session === '' ? '' : readKey(session, 'SESSION_SECRET_FILE', mode).key,
    hash: bytes(config.hashKeyFile, 'HASH_KEY_FILE'),
  };
}

/** The secret shared with the identity provider. */
export function readIdentitySecret(config: Config): string {
  return readKey(config.identityClientSecretFile, 'IDENTITY_CLIENT_SECRET_FILE', config.mode).key;
}
