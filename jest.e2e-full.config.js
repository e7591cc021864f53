import base from './jest.e2e.config.js';

/** The many small cases that show hazards, by which `docs/hazard-builds.md` is written, and programs on full images. */
export default {
  ...base,
  testMatch: ['hazards', 'apps', 'splits'].map((name) => `**/${name}.e2e.test.ts`),
  testPathIgnorePatterns: ['/__tests__/e2e/(?:apps|cases|hazards|rebuilds|splits)/'],
};
