import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import packageManifest from '../../../package.json' with { type: 'json' };
import { formatPatch } from '../../diff/unified.js';
import { visible } from '../../report/file-report.js';
import { configurationIn } from '../../workspace/find-configuration.js';
import { explainError, formatProblem, workspaceProblem } from '../../workspace/problem.js';
import { readText } from '../../workspace/read.js';
import { writeText } from '../../workspace/write.js';
import type { HookProgram, InitCommand } from '../command.js';
import { failure, type Outcome } from '../outcome.js';
import { configurationText, INSTALLED_SCHEMA } from './configuration-text.js';
import type { Extension } from './extension.js';

/** A file that is to be written. */
interface Change {
  /** As messages show it. */
  readonly path: string;
  /** Undefined for a file that is not there. */
  readonly before: string | undefined;
  readonly after: string;
}

/** What is to be written and said, or why nothing is. */
type Steps =
  | { readonly changes: readonly Change[]; readonly lines: readonly string[] }
  | { readonly problem: string };

/** The names of the files of the two hook programs. */
const FILES = {
  configuration: 'dockopt.config.yaml',
  preCommit: '.pre-commit-config.yaml',
  manifest: 'package.json',
  husky: '.husky/pre-commit',
};

/** Runs `dockopt init`. Nothing is written unless everything can be. */
export async function runInit(
  { folder: named, hook, dryRun }: InitCommand,
  workingDirectory: string,
): Promise<Outcome> {
  const folder = resolve(workingDirectory, named);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return failure(`dockopt: ${visible(named)} is no folder, name the one to begin in`);
  }
  const place: Place = {
    folder,
    shown: (name) => relative(workingDirectory, join(folder, name)).split(sep).join('/'),
  };
  const configuration = configurationSteps(place, hook, workingDirectory);
  if ('problem' in configuration) return failure(visible(configuration.problem));
  const hooks = hook === undefined ? adviceSteps(place) : await hookSteps(place, hook);
  if ('problem' in hooks) return failure(visible(hooks.problem));
  const changes = [...configuration.changes, ...hooks.changes];
  const lines = [...configuration.lines, ...hooks.lines].map((line) => `${line}\n`).join('');
  if (dryRun) {
    const patches = changes.map(({ path, before, after }) =>
      formatPatch({ path, isNew: before === undefined, before: before ?? '', after }),
    );
    return { exitCode: 0, standardOutput: patches.join('') + lines, standardError: '' };
  }
  const written: string[] = [];
  for (const { path, before, after } of changes) {
    const target = resolve(workingDirectory, path);
    try {
      mkdirSync(dirname(target), { recursive: true });
    } catch (error) {
      return failure(visible(formatProblem(workspaceProblem(path, explainError(error)))));
    }
    const result = writeText(target, after, before, path);
    if (result.kind === 'refused') return failure(visible(formatProblem(result.problem)));
    written.push(`${visible(path)}: ${before === undefined ? 'written' : 'extended'}\n`);
  }
  return { exitCode: 0, standardOutput: written.join('') + lines, standardError: '' };
}

interface Place {
  readonly folder: string;
  readonly shown: (name: string) => string;
}

function configurationSteps(
  { folder, shown }: Place,
  hook: HookProgram | undefined,
  workingDirectory: string,
): Steps {
  const found = configurationIn(folder, workingDirectory);
  if ('problem' in found) return { problem: formatProblem(found.problem) };
  if (found.file !== undefined) {
    const path = found.file.shownPath;
    if (hook !== undefined) return { changes: [], lines: [`${visible(path)}: stays as it is`] };
    const message = 'configures dockopt already, change it or add a hook with --hook';
    return { problem: formatProblem(workspaceProblem(path, message)) };
  }
  const after = configurationText(existsSync(join(folder, INSTALLED_SCHEMA)));
  return { changes: [{ path: shown(FILES.configuration), before: undefined, after }], lines: [] };
}

/** What a person can do next, by what is there. */
function adviceSteps({ folder }: Place): Steps {
  const has = (name: string): boolean => existsSync(join(folder, name));
  const hooks = [
    ...(has(FILES.preCommit) || !has('.husky')
      ? [`dockopt init --hook pre-commit  adds a hook to ${FILES.preCommit}`]
      : []),
    ...(has('.husky') || !has(FILES.preCommit)
      ? [`dockopt init --hook husky       adds it to lint-staged and ${FILES.husky}`]
      : []),
  ];
  return {
    changes: [],
    lines: [
      '',
      'Next:',
      '  dockopt fix                     shows what would change',
      ...hooks.map((line) => `  ${line}`),
    ],
  };
}

async function hookSteps(place: Place, hook: HookProgram): Promise<Steps> {
  return hook === 'pre-commit' ? preCommitSteps(place) : huskySteps(place);
}

async function preCommitSteps(place: Place): Promise<Steps> {
  const { addPreCommitHook, newPreCommitText } = await import('./pre-commit.js');
  const { version } = packageManifest;
  const lines = ['', 'Next: pre-commit install, unless it is done'];
  const old = readOld(place, FILES.preCommit);
  if ('problem' in old) return old;
  const path = place.shown(FILES.preCommit);
  if (old.text === undefined) {
    return { changes: [{ path, before: undefined, after: newPreCommitText(version) }], lines };
  }
  return extended(path, old.text, addPreCommitHook(old.text, version), lines);
}

async function huskySteps(place: Place): Promise<Steps> {
  const { addHuskyLine, addLintStaged, LINT_STAGED_FILE } = await import('./lint-staged.js');
  const manifest = readOld(place, FILES.manifest);
  if ('problem' in manifest) return manifest;
  const path = place.shown(FILES.manifest);
  if (manifest.text === undefined) {
    return problemOf(path, 'is not there, make it with npm init: husky and lint-staged need it');
  }
  const other = readdirSync(place.folder).find((name) => LINT_STAGED_FILE.test(name));
  if (other !== undefined) {
    return problemOf(
      place.shown(other),
      'configures lint-staged, add "dockopt fix --write" to it by hand',
    );
  }
  const lines = [
    '',
    'Next: npm install --save-dev husky lint-staged && npx husky, unless it is done',
  ];
  const steps = extended(path, manifest.text, addLintStaged(manifest.text), lines);
  if ('problem' in steps) return steps;
  const script = readOld(place, FILES.husky);
  if ('problem' in script) return script;
  const after = addHuskyLine(script.text ?? '');
  const change = { path: place.shown(FILES.husky), before: script.text, after };
  return { ...steps, changes: [...steps.changes, ...(after === script.text ? [] : [change])] };
}

function extended(
  path: string,
  before: string,
  extension: Extension,
  lines: readonly string[],
): Steps {
  return 'message' in extension
    ? problemOf(path, extension.message)
    : { changes: [{ path, before, after: extension.text }], lines };
}

function problemOf(path: string, message: string): { readonly problem: string } {
  return { problem: formatProblem(workspaceProblem(path, message)) };
}

/** The text of a file; undefined where it is not there. */
function readOld(
  { folder, shown }: Place,
  name: string,
): { readonly text: string | undefined } | { readonly problem: string } {
  const path = join(folder, name);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return { text: undefined };
  const read = readText(path, shown(name));
  return 'problem' in read ? { problem: formatProblem(read.problem) } : read;
}
