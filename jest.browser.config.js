import base from './jest.config.js';

/** Tests that open pages in a browser; the ordinary run leaves them out. */
export default {
  ...base,
  roots: ['<rootDir>/__tests__/browser'],
  testPathIgnorePatterns: [],
  testTimeout: 60_000,
  maxWorkers: 1,
};
