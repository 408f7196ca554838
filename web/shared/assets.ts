/** Serves what pages ask for, all from here: our CSS and scripts, and dkfds with its fonts. */
import { dirname, join } from 'node:path';
import express from 'express';

const dkfdsDist = join(dirname(require.resolve('dkfds')), '..');
const ownFolder = join(__dirname, '..', 'assets');

/** To be mounted at `assetsAt`, before sessions: nothing here is about a person. */
export function assetsRouter(): express.Router {
  const router = express.Router();
  for (const folder of ['css', 'fonts', 'img']) {
    const files = express.static(join(dkfdsDist, folder), { index: false, maxAge: '1d' });
    router.use(`/dkfds/${folder}`, files);
  }
  router.use(express.static(ownFolder, { index: false, maxAge: 0 }));
  return router;
}
