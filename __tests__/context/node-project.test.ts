import { describe, expect, test } from '@jest/globals';
import { createMemoryContext } from '../../src/context/memory-context.js';
import { binariesOf, readNodeProject, type NodeProject } from '../../src/context/node-project.js';

function project(manifest: unknown, files: Readonly<Record<string, string>> = {}): NodeProject {
  const context = createMemoryContext({
    files: { 'package.json': JSON.stringify(manifest), ...files },
  });
  const read = readNodeProject(context, '');
  if (read === undefined) throw new Error('no project');
  return read;
}

function names(manifest: unknown, script: string): readonly string[] | undefined {
  return binariesOf(project(manifest), script)?.commands.map(({ name }) => name?.value ?? '');
}

describe('readNodeProject', () => {
  test('is undefined where package.json is missing or no JSON', () => {
    expect(readNodeProject(createMemoryContext({ files: {} }), '')).toBeUndefined();
    const broken = createMemoryContext({ files: { 'a/package.json': '{' } });
    expect(readNodeProject(broken, 'a')).toBeUndefined();
  });

  test('tells dependencies of git and of the context apart', () => {
    const read = project({
      dependencies: {
        a: '^1.0.0',
        b: 'owner/repository#v1',
        c: 'git+https://example.com/c.git',
        d: 'file:../d',
      },
      devDependencies: { e: 'github:o/r', f: 'workspace:*', g: 'npm:other@1' },
    });
    expect(read.versionControlDependencies).toEqual(['b', 'c', 'e']);
    expect(read.localDependencies).toEqual(['d', 'f']);
  });

  test('reads workspaces in both forms', () => {
    expect(project({ workspaces: ['packages/*'] }).workspaces).toEqual(['packages/*']);
    expect(project({ workspaces: { packages: ['a'] } }).workspaces).toEqual(['a']);
  });

  test('has no locked packages without a lock file, or with one that is broken', () => {
    expect(project({}).lockedPackages).toBeUndefined();
    expect(project({}, { 'package-lock.json': '{' }).lockedPackages).toBeUndefined();
  });
});

describe('binariesOf', () => {
  test('follows scripts, with those that run before and after', () => {
    expect(
      names(
        {
          scripts: {
            prestart: 'npm run build',
            start: 'node dist/main.js',
            build: 'rimraf dist && tsc',
            postbuild: 'cp -r views dist',
          },
        },
        'start',
      ),
    ).toEqual(['rimraf', 'tsc', 'cp', 'node']);
  });

  test('follows yarn, pnpm and run-s', () => {
    const scripts = { a: 'yarn b', b: 'pnpm c', c: 'run-s "d:*"', 'd:1': 'one', 'd:2': 'two' };
    expect(names({ scripts }, 'a')).toEqual(['one', 'two']);
  });

  test('leaves commands of the package manager as they are', () => {
    expect(names({ scripts: { a: 'npm ci && yarn install' } }, 'a')).toEqual(['npm', 'yarn']);
  });

  test('says where it does not end', () => {
    const read = binariesOf(project({ scripts: { a: 'npm run b', b: 'npm run a' } }), 'a');
    expect(read?.opaque).toContain('calls itself');
  });

  test('is undefined without such a script', () => {
    expect(binariesOf(project({}), 'start')).toBeUndefined();
  });
});
