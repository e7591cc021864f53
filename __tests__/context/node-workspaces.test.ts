import { expect, test } from '@jest/globals';
import { createMemoryContext } from '../../src/context/memory-context.js';
import { readNodeProject } from '../../src/context/node-project.js';
import { workspaceProjects } from '../../src/context/node-workspaces.js';

function members(files: Readonly<Record<string, string>>): readonly string[] | undefined {
  const context = createMemoryContext({ files });
  const project = readNodeProject(context, '');
  return project && workspaceProjects(context, project).map(({ folder }) => folder);
}

const PACKAGES = Object.fromEntries(
  ['packages/a', 'packages/b', 'packages/b/inner', 'apps/web', 'node_modules/packages/c'].map(
    (folder) => [`${folder}/package.json`, `{"name":"${folder}"}`],
  ),
);

test.each([
  ['["packages/*"]', ['packages/a', 'packages/b']],
  ['["packages/**"]', ['packages/a', 'packages/b', 'packages/b/inner']],
  ['["./packages/a/", "apps/web"]', ['apps/web', 'packages/a']],
  ['["**/inner", "!packages/a"]', ['packages/b/inner']],
  ['["packages/*", "!packages/a"]', ['packages/b']],
  ['{"packages": ["apps/*"], "nohoist": []}', ['apps/web']],
  ['["none/*"]', []],
  ['[]', []],
])('workspaces %s', (workspaces, expected) => {
  expect(members({ ...PACKAGES, 'package.json': `{"workspaces":${workspaces}}` })).toEqual(
    expected,
  );
});

test('pnpm names them in a file of its own', () => {
  const files = { ...PACKAGES, 'package.json': '{}' };
  expect(
    members({
      ...files,
      'pnpm-workspace.yaml': "packages:\n  # all\n  - 'packages/*'\n  - apps/*\n",
    }),
  ).toEqual(['apps/web', 'packages/a', 'packages/b']);
});
