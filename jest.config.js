const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript' },
      target: 'es2022',
      experimental: { keepImportAttributes: true },
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/fixtures/',
    '/__tests__/hooks/',
    '/__tests__/browser/',
    '\\.e2e\\.test\\.ts$',
  ],
  // Their package.json files are read by tests and are no packages of this project.
  modulePathIgnorePatterns: [
    '<rootDir>/__tests__/fixtures/',
    '<rootDir>/__tests__/e2e/(?:apps|cases|hazards|rebuilds|splits)/',
    '<rootDir>/__tests__/projects/',
    '<rootDir>/__tests__/split-projects/',
    '<rootDir>/__tests__/stage-projects/',
  ],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': swc },
};
