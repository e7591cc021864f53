import { placeOf } from '../../../../src/dockerfile/place.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath, knownValues } from '../../../../src/dockerfile/state.js';
import { expandVariables, readAssignments, unquote } from '../../../../src/dockerfile/variables.js';
import { isSystemFolder, isWithin } from '../../folders.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { buildSteps, type BuildStep } from '../common/build-steps.js';
import { isPoetryConfigured } from './poetry-settings.js';
import { installVerb, packageWords, type InstallVerb } from './installers.js';

/** A command that installs packages. */
export interface Install {
  readonly instruction: Instruction;
  readonly command: ShellCommand;
  readonly verb: InstallVerb;
  /** Folder of the virtual environment; undefined for the interpreter of the image. */
  readonly environment: string | undefined;
  /** The names that a `pip install` is given, normalised; none for others. */
  readonly packages: readonly string[];
}

interface Reading {
  readonly installs: readonly Install[];
  readonly refusals: ReadonlyMap<Instruction, Refusal>;
}

const readings = new WeakMap<Site, Reading>();

/** What the RUNs of the stage install, and into which environment. */
export function installsOf(site: Site): readonly Install[] {
  return readingOf(site).installs;
}

/** Why it can't be told, or followed, where an instruction installs to. */
export function installRefusal(instruction: Instruction, site: Site): Refusal | undefined {
  return readingOf(site).refusals.get(instruction);
}

function readingOf(site: Site): Reading {
  const known = readings.get(site);
  if (known !== undefined) return known;
  const reading = read(site);
  readings.set(site, reading);
  return reading;
}

function read(site: Site): Reading {
  const made = new Set<string>();
  const installs: Install[] = [];
  const refusals = new Map<Instruction, Refusal>();
  for (const instruction of site.stage.instructions) {
    if (instruction.keyword !== 'RUN') continue;
    let active = activeEnvironment(instruction, site, made);
    for (const step of buildSteps(site, [instruction])) {
      const created = createdEnvironment(step);
      if (created !== undefined) made.add(created);
      const entered = activated(step);
      if (entered !== undefined) active = { path: entered, byVariable: true };
      const verb = installVerb(step.command);
      if (verb === undefined) continue;
      const environment = targetOf(verb, step, { active, made, site });
      if (typeof environment === 'object') {
        refusals.set(instruction, environment);
        continue;
      }
      if (environment !== undefined) made.add(environment);
      installs.push({
        instruction,
        command: step.command,
        verb,
        environment,
        packages: verb === 'pip' ? packageWords(step.command) : [],
      });
    }
  }
  return { installs, refusals };
}

interface Active {
  readonly path: string;
  /** By VIRTUAL_ENV, which all installers go by; else by PATH alone. */
  readonly byVariable: boolean;
}

/** The environment of the file's own that ENV makes the active one. */
function activeEnvironment(
  instruction: Instruction,
  site: Site,
  made: ReadonlySet<string>,
): Active | undefined {
  const byVariable = site.states[instruction.index]?.environment.get('VIRTUAL_ENV');
  if (byVariable !== undefined) return { path: byVariable, byVariable: true };
  const path = searchPath(instruction, site).find((folder) =>
    [...made].some((one) => folder === `${one}/bin`),
  );
  return path === undefined
    ? undefined
    : { path: path.slice(0, -'/bin'.length), byVariable: false };
}

/** The folders that ENV puts before the search path of the base image. */
function searchPath(instruction: Instruction, site: Site): readonly string[] {
  return site.stage.instructions
    .filter(({ keyword, index }) => keyword === 'ENV' && index < instruction.index)
    .flatMap((one) => {
      const known = knownValues(site.states[one.index]?.environment);
      known.set('PATH', '');
      return readAssignments(one, site.dockerfile.escape)
        .filter(({ name }) => name === 'PATH')
        .flatMap(({ rawValue }) =>
          (expandVariables(unquote(rawValue ?? '', site.dockerfile.escape), known) ?? '').split(
            ':',
          ),
        );
    })
    .filter((folder) => folder !== '');
}

/** The folder in which a command makes a virtual environment. */
function createdEnvironment({ name, words, folder }: BuildStep): string | undefined {
  const rest =
    name === 'uv' && words[0] === 'venv'
      ? words.slice(1)
      : name === 'virtualenv'
        ? words
        : /^python[\d.]*$/.test(name ?? '') &&
            words[0] === '-m' &&
            /^v(?:irtual)?env$/.test(words[1] ?? '')
          ? words.slice(2)
          : undefined;
  if (rest === undefined || folder === undefined) return undefined;
  // Options that take a value: of uv and virtualenv the interpreter, of venv the prompt.
  const operands = rest.filter(
    (word, index) =>
      word?.startsWith('-') === false && !/^(?:-p|--python|--prompt)$/.test(rest[index - 1] ?? ''),
  );
  const [target = name === 'uv' ? '.venv' : undefined] = operands;
  return target === undefined ? undefined : joinPath(folder, target);
}

/** The environment that `. folder/bin/activate` makes the active one. */
function activated({ program, words, folder }: BuildStep): string | undefined {
  const [script] = words;
  return (program === '.' || program === 'source') && script?.endsWith('/bin/activate') === true
    ? joinPath(folder, script.slice(0, -'/bin/activate'.length))
    : undefined;
}

interface Surroundings {
  readonly active: Active | undefined;
  readonly made: ReadonlySet<string>;
  readonly site: Site;
}

/** The environment into which a command installs; undefined for the interpreter of the image. */
function targetOf(
  verb: InstallVerb,
  step: BuildStep,
  { active, made, site }: Surroundings,
): string | undefined | Refusal {
  const { instruction, folder, words } = step;
  const valueOf = (name: string): string | undefined =>
    step.assignments.get(name) ?? site.states[instruction.index]?.environment.get(name);
  const isSet = (name: string): boolean => /^(?:1|true|yes|on)$/i.test(valueOf(name) ?? '');
  const inProject = folder === undefined ? undefined : joinPath(folder, '.venv');
  const other = (): Refusal =>
    refuse(
      'other-installer',
      `${placeOf(instruction)} installs with ${step.name ?? verb}, into an environment whose place is not known; POETRY_VIRTUALENVS_CREATE=false, POETRY_VIRTUALENVS_IN_PROJECT=true and “pipenv install --system” use one that a split can move.`,
      instruction,
    );
  switch (verb) {
    case 'pip': {
      const named = [...made].find((one) => step.program.startsWith(`${one}/bin/`));
      return named ?? active?.path;
    }
    case 'uv-pip': {
      const chosen = words.findIndex((word) => /^(?:-p|--python)$/.test(word ?? ''));
      if (chosen !== -1) {
        const named = words[chosen + 1];
        return [...made].find((one) => isWithin(joinPath(folder, named ?? ''), one)) ?? other();
      }
      if (words.includes('--system') || isSet('UV_SYSTEM_PYTHON')) return undefined;
      if (active?.byVariable === true) return active.path;
      return inProject !== undefined && made.has(inProject) ? inProject : other();
    }
    case 'uv-sync': {
      if (
        words.some((word) =>
          /^--(?:project|directory|package|active|all-packages|script)\b/.test(word ?? ''),
        )
      ) {
        return other();
      }
      const chosen = valueOf('UV_PROJECT_ENVIRONMENT');
      const path = chosen === undefined ? inProject : joinPath(folder, chosen);
      return path === undefined || isSystemFolder(path) ? other() : path;
    }
    case 'poetry':
      if (active !== undefined && active.byVariable) return active.path;
      if (
        isPoetryConfigured(
          'virtualenvs.create',
          'POETRY_VIRTUALENVS_CREATE',
          'false',
          site,
          valueOf,
        )
      ) {
        return undefined;
      }
      return isPoetryConfigured(
        'virtualenvs.in-project',
        'POETRY_VIRTUALENVS_IN_PROJECT',
        'true',
        site,
        valueOf,
      )
        ? (inProject ?? other())
        : other();
    case 'pipenv':
      if (words.includes('--system')) return undefined;
      if (active !== undefined && active.byVariable) return active.path;
      return isSet('PIPENV_VENV_IN_PROJECT') ? (inProject ?? other()) : other();
    case 'other':
      return other();
  }
}
