/** Lets plain Node require our TypeScript: for the helper process that jest starts, and measuring. */
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { transformSync } = require('@swc/core');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    configFile: path.join(__dirname, '../../.swcrc'),
    sourceMaps: 'inline',
  });
  module._compile(code, filename);
};
