import { parseDockerfile } from '../../src/dockerfile/parse.js';
import { readAssignments } from '../../src/dockerfile/variables.js';
import type { Dockerfile, Instruction } from '../../src/dockerfile/model.js';
import type { OracleInstruction, OracleReport } from './oracle.js';

/** A difference between our reading of a text and BuildKit's. */
export interface Difference {
  readonly what: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

const UNKNOWN_TO_OLDER_PARSERS = /unknown flag: --(?:parents|security)/;

/**
 * The first difference between our reading of a text and BuildKit's: whether it is rejected; the count, keywords, lines,
 * flags and heredocs of the instructions; the escape character; stages and global ARGs.
 *
 * Two differences are wanted. A text without FROM passes BuildKit's parser and is rejected by the step that follows it
 * ("dockerfile contains no stages to build"), so we reject it. And an older parser does not know `COPY --parents` and
 * `RUN --security`, which are part of the Dockerfile syntax since 1.20.
 */
export function findDifference(text: string, report: OracleReport): Difference | undefined {
  const result = parseDockerfile(text);
  const theirError =
    report.error ??
    report.instructionsError ??
    (report.stages.length === 0 ? 'dockerfile contains no stages to build' : undefined);
  if (theirError !== undefined && UNKNOWN_TO_OLDER_PARSERS.test(theirError)) return undefined;
  if (result.kind === 'rejected' || theirError !== undefined) {
    return result.kind === 'rejected' && theirError !== undefined
      ? undefined
      : {
          what: 'rejection',
          ours: result.kind === 'rejected' ? result.problem.message : undefined,
          theirs: theirError,
        };
  }
  const { dockerfile } = result;
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['instruction count', dockerfile.instructions.length, report.ast.length],
    ...dockerfile.instructions.map(
      (instruction, index) =>
        [
          `instruction ${index + 1}`,
          describeOurs(dockerfile, instruction),
          describeTheirs(report.ast[index]),
        ] as const,
    ),
    ['escape', dockerfile.escape, report.escape],
    ['stages', ourStages(dockerfile), theirStages(report)],
    ['global arguments', ourGlobalArguments(dockerfile), report.metaArgs],
  ];
  for (const [what, ours, theirs] of pairs) {
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) return { what, ours, theirs };
  }
  return undefined;
}

const EXEC_FORM_KEYWORDS: ReadonlySet<string> = new Set([
  'RUN',
  'CMD',
  'ENTRYPOINT',
  'SHELL',
  'COPY',
  'ADD',
  'VOLUME',
  'HEALTHCHECK',
]);

function describeOurs({ text }: Dockerfile, instruction: Instruction): unknown {
  return {
    keyword: instruction.keyword,
    firstLine: instruction.firstLine,
    lastLine: instruction.lastLine,
    flags: instruction.flags.map(({ name, value }) =>
      value === undefined ? `--${name}` : `--${name}=${value}`,
    ),
    isExecForm: instruction.execForm !== undefined,
    heredocs: instruction.heredocs.map(({ name, fileDescriptor, expand, chomp, body }) => ({
      name,
      fd: fileDescriptor,
      expand,
      chomp,
      content: text.slice(body.start, body.end),
    })),
  };
}

function describeTheirs(node: OracleInstruction | undefined): unknown {
  if (node === undefined) return undefined;
  // The Kelvin sign is a capital k, but has no other upper case.
  const keyword = node.value.replaceAll('\u212a', 'k').toUpperCase();
  return {
    keyword,
    firstLine: node.start,
    lastLine: node.end,
    flags: node.flags ?? [],
    isExecForm: EXEC_FORM_KEYWORDS.has(keyword) && node.attributes?.['json'] === true,
    heredocs: (node.heredocs ?? []).map(({ name, fd, expand, chomp, content }) => ({
      name,
      fd,
      expand,
      chomp,
      content,
    })),
  };
}

function ourStages({ stages }: Dockerfile): unknown {
  return stages.map(({ name, from, platform }) => ({
    name: name ?? '',
    base: from.words[0]?.text,
    platform: platform ?? '',
    start: from.firstLine,
  }));
}

function theirStages({ stages }: OracleReport): unknown {
  return stages.map(({ name, base, platform, start }) => ({
    name,
    base,
    platform: platform ?? '',
    start,
  }));
}

function ourGlobalArguments({ globalArguments, escape }: Dockerfile): unknown {
  return globalArguments.flatMap((instruction) =>
    readAssignments(instruction, escape).map(({ name, rawValue }) => ({
      key: name,
      value: rawValue ?? null,
    })),
  );
}
