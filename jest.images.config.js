import base from './jest.config.js';

/** The measurement of `bench/images`: no test, and never part of them. */
export default {
  ...base,
  roots: ['<rootDir>/bench/images'],
  testMatch: ['**/images.bench.ts'],
  testPathIgnorePatterns: ['/bench/images/cases/'],
  modulePathIgnorePatterns: ['<rootDir>/bench/images/cases/'],
  testTimeout: 3_600_000,
  // Builds that run at once would be measured slower than they are.
  maxWorkers: 1,
};
