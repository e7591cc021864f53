import { placeOf } from '../../../src/dockerfile/place.js';
import type { Instruction, Stage } from '../../../src/dockerfile/model.js';
import { ancestry } from '../../../src/dockerfile/stages.js';
import { FIRST_WITH_JLINK, serviceModules } from '../../../src/knowledge/java-modules.js';
import { baseSwap } from '../../../src/transform/base-swap.js';
import type { FixFinding, RefusalFinding } from '../../../src/transform/finding.js';
import {
  deletion,
  insertion,
  replacement,
  type TextEdit,
} from '../../../src/transform/text-edit.js';
import { originOf, stageCopies } from '../copies.js';
import type { FinalStage } from '../final-stage.js';
import { hasSameJdk, javaRuntime, type JavaRuntime } from '../java/runtime.js';
import { otherSystemObstacle } from '../java/other-system.js';
import { readProgramSources } from '../java/sources.js';
import { javaStart } from '../java/start.js';
import { refusalOf, type Obstacle, type Offer } from '../offer.js';

/** What is not done, for people. */
const KEPT = 'Java stays whole, and jlink makes no smaller one';
/** Where the builder makes it. No image and no package of Java has this folder. */
const MADE = '/opt/jre';

/**
 * A runtime with the modules of the JDK that the program needs, in place of the whole: jdeps reads them from its classes when the
 * image is built, and jlink puts them together in the builder.
 */
export const jlink: Offer = {
  name: 'jlink',
  plan(final) {
    const runtime = javaRuntime(final);
    const start = runtime && javaStart(final);
    if (runtime === undefined || start === undefined) return undefined;
    if (runtime.release < FIRST_WITH_JLINK) return undefined;
    if ('reason' in start) return refusalOf(final, KEPT, start);
    const origin = originsOf(final, start.classPath);
    // What else ships would carry the runtime along.
    if (origin === undefined || final.input.shipping.has(origin.builder.index)) return undefined;
    if (!hasSameJdk(final, origin.builder, runtime.release)) return undefined;
    const stages = ancestry(final.dockerfile, origin.builder).toReversed();
    const isJar = start.classPath.length === 1;
    const sources = final.context && readProgramSources(final.context, stages, final.states, isJar);
    if (sources === undefined) return undefined;
    const obstacle =
      'reason' in sources
        ? sources
        : (obstacleOf(final, runtime, origin.builder) ??
          (runtime.kind === 'image' ? otherSystemObstacle(final, start) : undefined));
    if ('reason' in sources || obstacle !== undefined) {
      return obstacle && refusalOf(final, KEPT, obstacle);
    }
    return fixOf(final, runtime, {
      ...origin,
      modules: serviceModules(runtime.release, sources.text),
    });
  },
};

interface Program {
  readonly builder: Stage;
  /** Arguments of jdeps: paths in the builder, and patterns. */
  readonly archives: readonly string[];
  readonly modules: readonly string[];
}

/** Where the class path comes from: one stage that makes all of it. */
function originsOf(
  final: FinalStage,
  classPath: readonly string[],
): Omit<Program, 'modules'> | undefined {
  const copies = stageCopies(final).toReversed();
  const found = classPath.map((path) => {
    const isFolderOfJars = path.endsWith('/*');
    const place = isFolderOfJars ? path.slice(0, -2) : path;
    for (const copy of copies) {
      const origin = originOf(copy, place);
      if (origin === undefined) continue;
      return { from: copy.from, path: isFolderOfJars ? `${origin}/*.jar` : origin };
    }
    return undefined;
  });
  const builder = found[0]?.from;
  if (builder === undefined) return undefined;
  const archives = found.flatMap((one) => (one?.from === builder ? [one.path] : []));
  const isPlain = archives.every((path) => /^[\w./@+*?-]+$/.test(path));
  return isPlain && archives.length === found.length ? { builder, archives } : undefined;
}

/** What stands in the way of exchanging the runtime in this file. */
function obstacleOf(final: FinalStage, runtime: JavaRuntime, builder: Stage): Obstacle | undefined {
  const chain = ancestry(final.dockerfile, builder);
  const platform = chain.at(-1)?.platform;
  if (platform !== final.stage.platform) {
    return {
      reason: 'builder-of-another-platform',
      why: `the builder runs on ${platform ?? 'the platform of the image'}, and jlink makes a runtime for the machine that it runs on`,
      instruction: chain.at(-1)?.from,
    };
  }
  const instructions = chain.flatMap((stage) => stage.instructions);
  const user = instructions.find(({ keyword }) => keyword === 'USER');
  if (user !== undefined) {
    return {
      reason: 'builder-is-no-root',
      why: `${placeOf(user)} changes the user of the builder, who can't write to ${MADE}`,
      instruction: user,
    };
  }
  const named = [
    ...instructions.filter(({ arguments: { text } }) => text.includes(MADE)),
    ...final.stage.instructions,
  ].find(({ arguments: { text } }) =>
    /\/usr\/lib\/jvm|\/opt\/j(?:ava|re)|JAVA_HOME|\/etc\/ssl\/certs\/java|USE_SYSTEM_CA_CERTS/.test(
      text,
    ),
  );
  if (named !== undefined) {
    return {
      reason: 'java-folder-named',
      why: `${placeOf(named)} names the folder of Java, which moves`,
      instruction: named,
    };
  }
  if (runtime.kind === 'package' && runtime.word !== undefined) {
    const asks = runtime.others.find((name) => /^(?:curl|git|wget)$/.test(name));
    if (asks !== undefined && !runtime.others.includes('ca-certificates')) {
      return {
        reason: 'certificates-come-with-java',
        why: `${placeOf(runtime.run)} installs ${asks}, and certificates for it may come with Java alone; install ca-certificates by name`,
        instruction: runtime.run,
      };
    }
  }
  return undefined;
}

function fixOf(
  final: FinalStage,
  runtime: JavaRuntime,
  program: Program,
): FixFinding | RefusalFinding {
  const { stage, written } = final;
  const { archives, builder } = program;
  const what = archives.join(' and ');
  const isImage = runtime.kind === 'image';
  const exchange = isImage
    ? `${written} becomes ${runtime.base}`
    : `${runtime.name} is not installed any more`;
  return {
    kind: 'fix',
    applicability: 'unsafe',
    reason: 'modules-by-name',
    message: `${exchange}: jlink makes a Java ${runtime.release} of the modules that jdeps finds in ${what}. Not sure: what a program asks for by name alone (reflection, services) jdeps does not see, and the tools of Java (keytool) are not there.`,
    edits: [
      insertion(lastOf(builder).range.end, builderText(final, runtime, program)),
      ...(isImage
        ? [
            replacement(stage.base.range, runtime.base),
            insertion(
              stage.from.range.end,
              `${final.dockerfile.lineEnding}${finalText(final, runtime, program)}`,
            ),
          ]
        : packageEdits(final, runtime, program)),
    ],
    removes: [
      ...(isImage ? baseSwap(written, runtime.base) : []),
      ...(isImage ? [] : [{ kind: 'build' as const, lines: [runtime.run.shownLine], kept: [] }]),
    ],
    file: 'dockerfile',
    range: isImage ? stage.base.range : runtime.run.range,
  };
}

function lastOf(stage: Stage): Instruction {
  return stage.instructions.at(-1) ?? stage.from;
}

/** The RUN that ends the builder. */
function builderText(
  { dockerfile }: FinalStage,
  runtime: JavaRuntime,
  { builder, archives, modules }: Program,
): string {
  const { escape, lineEnding } = dockerfile;
  const jdeps = `jdeps --ignore-missing-deps --print-module-deps --multi-release ${runtime.release} ${archives.join(' ')}`;
  const lines = [
    `${keywordIn(dockerfile.text, builder, 'RUN')} jlink --no-header-files --no-man-pages --output ${MADE}`,
    `    --add-modules "${[`$(${jdeps})`, ...modules].join(',')}"`,
    // Debian's modules hold the certificates of the day on which they were built.
    ...(runtime.kind === 'package'
      ? [`    && cp -L /etc/ssl/certs/java/cacerts ${MADE}/lib/security/cacerts`]
      : []),
  ];
  return `${lineEnding}${lines.join(` ${escape}${lineEnding}`)}`;
}

/** The lines that take the runtime over. */
function finalText(
  { dockerfile, stage }: FinalStage,
  runtime: JavaRuntime,
  { builder }: Program,
): string {
  const keyword = (name: string): string => keywordIn(dockerfile.text, stage, name);
  const folder = runtime.kind === 'image' ? '/opt/java/openjdk' : MADE;
  // The image with the JRE sets a language that only it has.
  const language = runtime.kind === 'image' ? ' LANG=C.UTF-8' : '';
  const from = builder.name ?? String(builder.index);
  return [
    `${keyword('ENV')} JAVA_HOME=${folder} PATH=${folder}/bin:$PATH${language}`,
    `${keyword('COPY')} --from=${from} ${MADE} ${folder}`,
  ].join(dockerfile.lineEnding);
}

/** The package goes, and the RUN with it where it installed nothing else; what was said there stays. */
function packageEdits(
  final: FinalStage,
  runtime: Extract<JavaRuntime, { kind: 'package' }>,
  program: Program,
): readonly TextEdit[] {
  const { dockerfile } = final;
  const { run, word } = runtime;
  const lines = finalText(final, runtime, program);
  if (word !== undefined) {
    return [deletion(word), insertion(run.range.end, `${dockerfile.lineEnding}${lines}`)];
  }
  const comments = run.commentsInside.map(({ range }) =>
    dockerfile.text.slice(range.start, range.end).trim(),
  );
  return [replacement(run.range, [...comments, lines].join(dockerfile.lineEnding))];
}

function keywordIn(text: string, stage: Stage, keyword: string): string {
  const { start, end } = stage.from.keywordRange;
  const written = text.slice(start, end);
  return written === written.toLowerCase() ? keyword.toLowerCase() : keyword;
}
