import { resolve } from 'node:path';
import { explain, TRANSFORMS } from '../core.js';
import { positionAt } from '../dockerfile/text.js';
import { visible } from '../report/file-report.js';
import { createContextFinder } from '../workspace/find-context.js';
import { formatProblem } from '../workspace/problem.js';
import { readText } from '../workspace/read.js';
import type { ExplainCommand } from './command.js';
import { copySources } from '../context/copy-sources.js';
import type { FixEnvironment } from './fix.js';
import { failure, type Outcome } from './outcome.js';
import { readIgnoreFile } from './plan-files.js';
import { unknownTarget } from './unknown-target.js';
import { unknownTransform } from './unknown-transform.js';

/** Runs `dockopt explain <id> --file`: what the decisions of a transform about a Dockerfile rest on. */
export async function explainFile(
  { id, file, context, target, options }: ExplainCommand & { readonly file: string },
  environment: Omit<FixEnvironment, 'tell'>,
): Promise<Outcome> {
  const { workingDirectory, today, paint, width } = environment;
  const unknown = unknownTransform([id], TRANSFORMS);
  if (unknown !== undefined) return failure(`dockopt: ${unknown}`);
  const able = TRANSFORMS.filter(({ evidence }) => evidence !== undefined).map((one) => one.id);
  if (!able.includes(id)) {
    return failure(
      `dockopt: ${id} can't show what it rests on for a file, leave --file out; these can: ${able.join(', ')}`,
    );
  }
  const found = createContextFinder({ workingDirectory, context, localSources: copySources });
  if ('problem' in found) return failure(formatProblem(found.problem));
  const read = readText(resolve(workingDirectory, file), file);
  if ('problem' in read) return failure(formatProblem(read.problem));
  const source = { shownPath: file, place: file, text: read.text };
  const wrong = target === undefined ? undefined : unknownTarget(target, [source]);
  if (wrong?.kind === 'usage') return failure(`dockopt: ${wrong.message}`);
  const around = await found.finder.find(file, read.text);
  const ignoreFile = readIgnoreFile(around, source, workingDirectory);
  if ('problem' in ignoreFile) return failure(formatProblem(ignoreFile.problem));
  const result = explain({
    id,
    text: read.text,
    dockerignore: ignoreFile.text,
    context: around.found?.context,
    use: around.use,
    target,
    options,
    today,
  });
  switch (result.kind) {
    case 'rejected': {
      const { line, column } = positionAt(read.text, result.problem.offset);
      return failure(
        `${visible(file)}:${line}:${column} ${result.problem.message}, correct it: BuildKit rejects this file`,
      );
    }
    case 'left-alone':
    case 'none':
      return success(
        `${visible(file)}: ${result.kind === 'none' ? 'nothing to look at' : result.message}\n`,
      );
    case 'evidence': {
      const { formatEvidence } = await import('../report/evidence.js');
      return success(
        formatEvidence(result.evidence, {
          path: file,
          text: read.text,
          note: around.note,
          paint,
          width,
        }),
      );
    }
  }
}

function success(standardOutput: string): Outcome {
  return { exitCode: 0, standardOutput, standardError: '' };
}
