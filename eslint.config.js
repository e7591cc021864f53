import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'editors/vscode/dist/',
      'coverage/',
      'examples/',
      '__tests__/fixtures/',
      '__tests__/e2e/cases/',
      '__tests__/e2e/apps/',
      '__tests__/e2e/rebuilds/',
      '__tests__/e2e/splits/',
      '__tests__/e2e/hazards/',
      'bench/images/cases/',
      '__tests__/projects/',
      '__tests__/split-projects/',
      '__tests__/stage-projects/',
      'src/knowledge/data/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
