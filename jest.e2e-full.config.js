import base from './jest.e2e.config.js';

/** The many small cases that show hazards; `docs/hazard-builds.md` is written by them. */
export default {
  ...base,
  testMatch: ['**/hazards.e2e.test.ts'],
  testPathIgnorePatterns: ['/__tests__/e2e/(?:cases|hazards)/'],
};
