/**
 * Serves what pages ask for, all from here: our CSS and scripts, and dkfds with its fonts. Text is
 * compressed once at start; pages, which carry a form's token beside what was typed, never are.
 * Every address carries a fingerprint of all files, so that a browser asks for each only once
 * (docs/decisions/0028).
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { assetsAt } from '../paths';

const dkfdsDist = join(dirname(require.resolve('dkfds')), '..');
const ownFolder = join(__dirname, '..', 'assets');
const DKFDS_SHEET = 'dkfds/css/dkfds.min.css';

interface TextFile {
  readonly plain: Buffer;
  readonly gzip: Buffer;
}

/** Every file of ours and the one sheet of dkfds, by its address below the fingerprint. */
const texts: ReadonlyMap<string, TextFile> = new Map(
  [
    ...readdirSync(ownFolder).map((name) => [name, join(ownFolder, name)] as const),
    [DKFDS_SHEET, join(dkfdsDist, 'css', 'dkfds.min.css')] as const,
  ].map(([name, file]) => {
    const plain = readFileSync(file);
    return [name, { plain, gzip: gzipSync(plain, { level: 9 }) }];
  }),
);

/** Another one after any change to a file of ours or to dkfds, whose fonts and pictures go with it. */
const fingerprint = [...texts]
  .toSorted(([one], [other]) => (one < other ? -1 : 1))
  .reduce((hash, [name, { plain }]) => hash.update(name).update(plain), createHash('sha256'))
  .digest('hex')
  .slice(0, 12);

/** Where a page asks for its files; below it stand the names in web/assets, and `dkfds/`. */
export const assetsNow = `${assetsAt}/${fingerprint}`;

/** To be mounted at `assetsAt`, before sessions: nothing here is about a person. */
export function assetsRouter(): express.Router {
  const router = express.Router();
  router.use(`/${fingerprint}`, filesRouter({ maxAge: '365d', immutable: true }));
  // A page of the release before or after ours: what we have, and to be asked for again.
  router.use('/:fingerprint', filesRouter({ maxAge: 0, immutable: false }));
  return router;
}

interface Keeping {
  readonly maxAge: '365d' | 0;
  readonly immutable: boolean;
}

function filesRouter({ maxAge, immutable }: Keeping): express.Router {
  const router = express.Router();
  const kept = maxAge === 0 ? 'no-cache' : 'public, max-age=31536000, immutable';
  router.use((req, res, next) => {
    const name = req.path.slice(1);
    const file = texts.get(name);
    if (!file) {
      next();
      return;
    }
    res.set('Cache-Control', kept).vary('Accept-Encoding').type(extname(name));
    if (req.acceptsEncodings('gzip') === 'gzip')
      res.set('Content-Encoding', 'gzip').send(file.gzip);
    else res.send(file.plain);
  });
  for (const folder of ['fonts', 'img']) {
    const files = express.static(join(dkfdsDist, folder), { index: false, maxAge, immutable });
    router.use(`/dkfds/${folder}`, files);
  }
  return router;
}
