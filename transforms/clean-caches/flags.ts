import { officialImage } from '../../src/dockerfile/image-reference.js';
import type { Instruction, Stage } from '../../src/dockerfile/model.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import { lookUpTag } from '../../src/knowledge/image-tags.js';
import type { Suite } from '../../src/knowledge/suites.js';
import type { Finding } from '../../src/transform/finding.js';
import { deletion, insertion, replacement, type TextEdit } from '../../src/transform/text-edit.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { fix, refusal } from './finding.js';
import { hasOption, isCleanUp, isInstall, type Invocation } from './invocation.js';
import { insertCommand } from './layout.js';
import { homeOf } from './home.js';
import { isMounted } from './mounts.js';
import { pointMessage, rootPrefix } from './refusals.js';
import type { RunFacts } from './run-facts.js';
import { storedFiles } from './stored.js';
import { partOf, pointAtEnd, type Part, type ScriptShape } from './script-shape.js';

/** Suites whose own pip is older than 6.0, which brought --no-cache-dir (pip's changelog, 2014-12-22). */
const OLD_PIP_SUITES: ReadonlySet<Suite> = new Set([
  'squeeze',
  'wheezy',
  'jessie',
  'lucid',
  'precise',
  'trusty',
]);

/** The suite of the official image that a stage is built on in the end; undefined where that is not known. */
export function suiteOfStage(input: TransformInput, stage: Stage): Suite | undefined {
  const base = ancestry(input.dockerfile, stage).at(-1)?.base;
  if (base?.kind !== 'image' || base.reference.digest !== undefined) return undefined;
  const image = officialImage(base.reference);
  return image === undefined ? undefined : lookUpTag(image, base.reference.tag)?.suite;
}

/** A finding that keeps pip from writing its cache, for a RUN that installs with it. */
export function pipFindings(
  input: TransformInput,
  stage: Stage,
  run: RunFacts,
): readonly Finding[] {
  const installs = run.invocations.filter((call) => call.manager.id === 'pip' && isInstall(call));
  const open = installs.filter(
    (call) =>
      !hasOption(call, '--no-cache-dir', '--no-cache', '--cache-dir', '--no-index', '--dry-run'),
  );
  const last = installs.at(-1);
  const first = open[0];
  if (first === undefined || last === undefined || pipIsClean(run, last)) return [];
  const { range } = run.instruction;
  if (run.shape === undefined) {
    return run.locked === undefined
      ? []
      : [refusal(range, run.locked, lockedPipMessage(run.locked), true)];
  }
  const suite = suiteOfStage(input, stage);
  if (suite !== undefined && OLD_PIP_SUITES.has(suite)) {
    return [
      refusal(
        range,
        'old-pip',
        `The pip of ${suite} may not know --no-cache-dir, so it is not added.`,
      ),
    ];
  }
  const offline = laterCommand(input, run, (text) =>
    /\bpip[\d.]*\s[^;&|]*--no-index\b(?![^;&|]*--find-links)/.test(text),
  );
  if (offline !== undefined) {
    return [
      refusal(
        range,
        'offline-later',
        `The RUN of line ${String(offline.shownLine)} installs with --no-index, so pip's cache is left as it is.`,
      ),
    ];
  }
  const edits = open.flatMap(({ subcommandWords }) => {
    const word = subcommandWords.at(-1);
    return word === undefined ? [] : [insertion(word.range.end, ' --no-cache-dir')];
  });
  return [
    fix(
      range,
      'Installs with --no-cache-dir, so that pip does not store what it downloads and builds in the layer a second time.',
      edits,
      storedFiles(['pip'], run),
    ),
  ];
}

function lockedPipMessage(reason: NonNullable<RunFacts['locked']>): string {
  return reason === 'heredoc'
    ? 'pip installs here without --no-cache-dir, but heredocs are not edited; add the option by hand.'
    : 'pip installs here without --no-cache-dir, but this form of RUN is not edited; add the option by hand.';
}

function pipIsClean(run: RunFacts, last: Invocation): boolean {
  const { environment } = run.state;
  if (['PIP_NO_CACHE_DIR', 'PIP_CONFIG_FILE'].some((name) => environment.has(name))) return true;
  const home = homeOf(run.state.user);
  const caches = [
    environment.get('PIP_CACHE_DIR'),
    ...(home === undefined ? [] : [`${home}/.cache/pip`]),
    '/root/.cache/pip',
  ];
  if (caches.some((folder) => folder !== undefined && isMounted(run.mounts, folder))) return true;
  if (run.mounts.some(({ type, target }) => type === 'cache' && /pip|\.cache/.test(target))) {
    return true;
  }
  return run.commands.some((command) => {
    const words = [command.name, ...command.arguments].map((word) => word?.value ?? '');
    if (command.assignments.some(({ name }) => name === 'PIP_NO_CACHE_DIR')) return true;
    if (words.some((word) => /^(?:PIP_NO_CACHE_DIR=|global\.no-cache-dir)/.test(word))) return true;
    const later = command.cookedRange.start > last.command.cookedRange.start;
    return (
      later &&
      ((words.includes('rm') &&
        words.some((word) => /\.cache(?:\/?$|\/\*|\/pip)|^\/root(?:\/\*)?$/.test(word))) ||
        run.invocations.some(
          (call) => call.command === command && call.manager.id === 'pip' && isCleanUp(call),
        ))
    );
  });
}

/** A later RUN of the same stage or of one that is FROM it whose text matches. */
export function laterCommand(
  input: TransformInput,
  run: RunFacts,
  matches: (text: string) => boolean,
): Instruction | undefined {
  const { dockerfile } = input;
  const own = dockerfile.stages[run.instruction.stageIndex ?? -1];
  if (own === undefined) return undefined;
  return dockerfile.stages
    .filter((stage) => ancestry(dockerfile, stage).includes(own))
    .flatMap((stage) => stage.instructions)
    .find(
      (instruction) =>
        instruction.index > run.instruction.index &&
        ['RUN', 'CMD', 'ENTRYPOINT'].includes(instruction.keyword) &&
        matches(
          [
            instruction.execForm?.join(' ') ?? instruction.arguments.text,
            ...instruction.heredocs.map(({ content }) => content),
          ].join('\n'),
        ),
    );
}

const APK_CACHES: readonly string[] = ['/var/cache/apk', '/etc/apk/cache'];

/** A finding that keeps apk from storing its index and packages, for a RUN that installs with it. */
export function apkFindings(
  input: TransformInput,
  run: RunFacts,
  runs: ReadonlyMap<number, RunFacts>,
): readonly Finding[] {
  const calls = run.invocations.filter(({ manager }) => manager.id === 'apk');
  const stored = calls.filter(
    (call) => !hasOption(call, '--no-cache', '--cache-dir', '--root', '-p'),
  );
  const adds = stored.filter(({ subcommand }) => subcommand === 'add');
  const others = stored.filter(({ subcommand }) =>
    ['update', 'upgrade', 'fix'].includes(subcommand),
  );
  const last = stored.findLast((call) => adds.includes(call) || others.includes(call));
  if (last === undefined || apkIsClean(run, last)) return [];
  const { range } = run.instruction;
  if (run.shape === undefined) {
    const message =
      run.locked === 'heredoc'
        ? 'apk stores its index here, but heredocs are not edited; install with --no-cache.'
        : 'apk stores its index here, but this form of RUN is not edited; install with --no-cache.';
    return run.locked === undefined ? [] : [refusal(range, run.locked, message, true)];
  }
  const { shape } = run;
  const offline =
    run.instruction.flags.some(({ name, value }) => name === 'network' && value === 'none') ||
    calls.some((call) => hasOption(call, '--no-network', '--force-missing-repositories'));
  if (offline) {
    return [
      refusal(
        range,
        'no-network',
        'This RUN installs without a network, so apk needs the index that is stored.',
      ),
    ];
  }
  const files = adds.filter(
    ({ operands }) => operands.length > 0 && operands.every(({ value }) => value.endsWith('.apk')),
  );
  const later = laterCommand(input, run, (text) =>
    /\bapk\s[^;&|]*(?:--no-network|\b(?:search|policy)\b)/.test(text),
  );
  if (later !== undefined) {
    return [
      refusal(
        range,
        'offline-later',
        `The ${later.keyword} of line ${String(later.shownLine)} asks the index that apk stores here, so it is kept.`,
      ),
    ];
  }
  const relying = relyingAdds(input, run, runs);
  const locked = relying.find((other) => other.shape === undefined);
  if (locked !== undefined) {
    return [
      refusal(
        range,
        'lists-needed-later',
        `The RUN of line ${String(locked.instruction.shownLine)} installs with the index that apk stores here, and can not be edited; install there with --no-cache.`,
        true,
      ),
    ];
  }
  const laterEdits = relying.flatMap(plainAdds).flatMap(noCacheEdit);
  const laterLines = relying.map(({ instruction }) => String(instruction.shownLine)).join(', ');
  const laterText =
    relying.length === 0
      ? ''
      : `; the RUN of line ${laterLines} relied on that index and now reads its own`;
  const updates = others.filter(({ subcommand }) => subcommand === 'update');
  const flagged = adds.filter((call) => !files.includes(call));
  const readsAfresh =
    flagged.length > 0 ||
    (updates.length > 0 &&
      calls.some((call) => call.subcommand === 'add' && hasOption(call, '--no-cache')));
  if (readsAfresh && updates.length === others.length) {
    const removals = updates.map((call) => updateRemoval(input, shape, call));
    if (removals.every((removal) => removal !== undefined)) {
      const edits = [...flagged.flatMap(noCacheEdit), ...removals, ...laterEdits];
      const dropped =
        removals.length === 0 ? '' : ', which also makes the apk update in front of it needless';
      return [
        fix(
          range,
          `Installs with apk's --no-cache, so that neither its index nor its packages stay in the layer${dropped}${laterText}.`,
          edits,
          storedFiles(['apk'], run),
        ),
      ];
    }
  }
  if (flagged.length === 0 && others.every(({ subcommand }) => subcommand === 'update')) {
    const cleaned = calls.some(({ subcommand }) => subcommand === 'add');
    if (!cleaned) {
      return [
        refusal(
          range,
          'lone-update',
          'This RUN only fetches the index of packages, which stays in its layer; drop it, and install with apk add --no-cache.',
          true,
        ),
      ];
    }
  }
  const part = partOf(shape, last.command);
  if (part === undefined || rootPrefix(run, stored) === undefined) return [];
  const end = pointAtEnd(shape, part);
  if (end.kind === 'none') return [refusal(range, end.reason, pointMessage(end.reason), true)];
  const prefix = rootPrefix(run, stored) ?? '';
  return [
    fix(
      range,
      `Removes what apk stored in the RUN that fetched it, so that its index does not stay in the layer${laterText}.`,
      [
        ...laterEdits,
        insertCommand(
          input.dockerfile,
          run.instruction,
          shape,
          end.point,
          `${prefix}rm -rf /var/cache/apk/*`,
        ),
      ],
      storedFiles(['apk'], run),
    ),
  ];
}

const FRESH_INDEX: readonly string[] = ['--no-cache', '-U', '--update', '--update-cache'];

/** The `apk add` calls of a RUN that read whatever index is stored. */
function plainAdds(run: RunFacts): readonly Invocation[] {
  const calls = run.invocations.filter(({ manager }) => manager.id === 'apk');
  const update = calls.findIndex(({ subcommand }) => subcommand === 'update');
  return (update === -1 ? calls : calls.slice(0, update)).filter(
    (call) => call.subcommand === 'add' && !hasOption(call, ...FRESH_INDEX),
  );
}

/**
 * Later RUNs that install from the index that this one stores. Old releases of apk do not fetch a missing index by themselves, so
 * these must read their own (hazards C15). A RUN that only had a plain `apk add` shows that this apk does.
 */
function relyingAdds(
  input: TransformInput,
  run: RunFacts,
  runs: ReadonlyMap<number, RunFacts>,
): readonly RunFacts[] {
  const { dockerfile } = input;
  const own = dockerfile.stages[run.instruction.stageIndex ?? -1];
  const stores = run.invocations.some(
    (call) =>
      call.manager.id === 'apk' &&
      (call.subcommand === 'update' ||
        (hasOption(call, ...FRESH_INDEX) && !hasOption(call, '--no-cache'))),
  );
  if (own === undefined || !stores) return [];
  return dockerfile.stages
    .filter((stage) => ancestry(dockerfile, stage).includes(own))
    .flatMap(({ instructions }) => instructions)
    .flatMap(({ index }) => (index > run.instruction.index ? (runs.get(index) ?? []) : []))
    .filter((other) => plainAdds(other).length > 0);
}

function apkIsClean(run: RunFacts, last: Invocation): boolean {
  if (APK_CACHES.some((folder) => isMounted(run.mounts, folder))) return true;
  return run.commands.some((command) => {
    if (command.cookedRange.start < last.command.cookedRange.start) return false;
    const words = [command.name, ...command.arguments].map((word) => word?.value ?? '');
    const removes =
      words.includes('rm') &&
      words.some((word) =>
        /^(?:\/var\/cache(?:\/\*|\/apk.*)?\/?|\/etc\/apk\/cache.*|\/var\/cache\/\{.*\bapk\b.*)$/.test(
          word,
        ),
      );
    return (
      removes ||
      run.invocations.some(
        (call) =>
          call.command === command &&
          call.manager.id === 'apk' &&
          call.subcommand === 'cache clean',
      )
    );
  });
}

/** `apk add -U x` and `apk add --update x` become `apk add --no-cache x`, which reads a fresh index too. */
function noCacheEdit({ options, subcommandWords }: Invocation): readonly TextEdit[] {
  const word = subcommandWords.at(-1);
  const update = options.find(
    ({ text }) => text === '-U' || text === '--update' || text === '--update-cache',
  );
  if (update !== undefined) return [replacement(update.range, '--no-cache')];
  return word === undefined ? [] : [insertion(word.range.end, ' --no-cache')];
}

/** Takes `apk update &&` out of a list; undefined where it is no plain operand with a `&&` behind it, in the same line or alone in its own. */
function updateRemoval(
  input: TransformInput,
  shape: ScriptShape,
  call: Invocation,
): TextEdit | undefined {
  const { text } = input.dockerfile;
  const part = partOf(shape, call.command);
  if (
    part === undefined ||
    call.command.redirects.some(({ target }) => target?.value !== '/dev/null')
  )
    return undefined;
  if (
    part.range.start !== call.command.cookedRange.start ||
    part.range.end !== call.command.cookedRange.end
  )
    return undefined;
  const siblings = shape.statements[part.statement];
  const next: Part | undefined = siblings?.parts[siblings.parts.indexOf(part) + 1];
  const simple = siblings?.alternatives === false && !siblings.background;
  let end: number;
  if (next?.operator === '&&' && simple && part.operator !== '||') {
    end = shape.script.locate(next.range.start, next.range.start + 1).start;
  } else {
    const following = shape.statements[part.statement + 1]?.parts[0];
    if (siblings?.parts.length !== 1 || siblings.background || following === undefined)
      return undefined;
    end = shape.script.locate(following.range.start, following.range.start + 1).start;
  }
  const { start } = shape.script.locate(part.range.start, part.range.start + 1);
  const removed = text.slice(start, end);
  return removed.includes('#') ? undefined : deletion({ start, end });
}
