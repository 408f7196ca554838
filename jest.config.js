/** One jest for all suites; ESM-only packages are compiled on the way in. */
const esmOnly = [
  'openid-client',
  'oauth4webapi',
  'jose',
  'oidc-provider',
  'temporal-polyfill',
  'temporal-utils',
  'temporal-spec',
  'uuid',
  'markdown-it',
  'node-pg-migrate',
];
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.(t|j|mj)s$': '@swc/jest' },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  globalSetup: '<rootDir>/tests/support/globalSetup.ts',
  globalTeardown: '<rootDir>/tests/support/globalTeardown.ts',
  testTimeout: 60000,
};
