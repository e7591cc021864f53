import base from './jest.config.js';

/** Tests that build and run images; the ordinary run leaves them out. */
export default {
  ...base,
  roots: ['<rootDir>/__tests__/e2e', '<rootDir>/__tests__/image'],
  testMatch: ['**/*.e2e.test.ts'],
  testPathIgnorePatterns: [
    '/__tests__/e2e/(?:apps|cases|hazards|rebuilds|splits)/',
    '/(?:apps|hazards|splits)\\.e2e\\.test\\.ts$',
  ],
  testTimeout: 600_000,
  maxWorkers: 2,
};
