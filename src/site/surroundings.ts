import { UNKNOWN_USE, type BuildContext, type RepositoryUse } from '../context/build-context.js';
import { copySources } from '../context/copy-sources.js';
import { expandSource } from '../context/copy-source.js';
import { dockerfileName, startsLikeDockerfile } from '../context/dockerfile-name.js';
import { createMemoryContext } from '../context/memory-context.js';
import { readUsage, usageFormat, useOf, type UsageFacts } from '../context/usage.js';
import { DOCKERFILE, DOCKERIGNORE, type PlaygroundInput } from './input.js';

/** What the files beside a Dockerfile tell. */
export interface InputSurroundings {
  /** Undefined where the files are not the build context. */
  readonly context: BuildContext | undefined;
  readonly use: RepositoryUse;
  /** What the files are taken for, and what to do where that is not right; undefined without files. */
  readonly note: string | undefined;
}

/**
 * Takes the files for the build context, by the rules of the command line: they are that where every source of COPY is among
 * them and no compose, bake or CI file says otherwise. An ignore file alone is no context.
 */
export async function surroundingsOf(input: PlaygroundInput): Promise<InputSurroundings> {
  const others = input.files.filter(({ path }) => path !== DOCKERIGNORE);
  if (others.length === 0) return { context: undefined, use: UNKNOWN_USE, note: undefined };
  const { facts, unread } = await readFacts(input);
  const { contexts, use } = useOf(DOCKERFILE, facts);
  const absent = (note: string): InputSurroundings => ({ context: undefined, use, note });
  const named = [...contexts.keys()];
  if (named.some((folder) => folder !== '')) {
    return absent(
      `${[...contexts.values()].flat().join(' and ')} builds from another folder, so the files are not taken for the build context. Give the files of that folder alone, with its Dockerfile.`,
    );
  }
  const context = createMemoryContext({
    files: Object.fromEntries([
      [DOCKERFILE, input.dockerfile],
      ...input.files.flatMap((file) => ('text' in file ? [[file.path, file.text] as const] : [])),
    ]),
    unread: Object.fromEntries(
      input.files.flatMap((file) => ('bytes' in file ? [[file.path, file.bytes] as const] : [])),
    ),
    dockerfilePath: DOCKERFILE,
    sharedDockerfiles: input.files.flatMap((file) =>
      'text' in file && isDockerfile(file.path, file.text) ? [file] : [],
    ),
  });
  if (input.files.some((file) => file.path === DOCKERIGNORE && 'bytes' in file)) {
    return absent(
      'The .dockerignore is no text, so the files are not taken for the build context. Save it as UTF-8.',
    );
  }
  const missing =
    named.length > 0
      ? undefined
      : copySources(input.dockerfile).find(
          (source) => source.includes('$') || expandSource(context, source).length === 0,
        );
  if (missing !== undefined) {
    return absent(
      `“${missing}” is copied and not here, so the files are not taken for the build context. Add it to have them read.`,
    );
  }
  const count = `${others.length} ${others.length === 1 ? 'file counts' : 'files count'}`;
  return {
    context,
    use,
    note: [`${count} as the whole build context: what is not here is not there.`, ...unread].join(
      ' ',
    ),
  };
}

function isDockerfile(path: string, text: string): boolean {
  const name = dockerfileName(path.slice(path.lastIndexOf('/') + 1));
  return name === 'yes' || (name === 'text' && startsLikeDockerfile(text));
}

async function readFacts(
  input: PlaygroundInput,
): Promise<{ readonly facts: readonly UsageFacts[]; readonly unread: readonly string[] }> {
  const facts: UsageFacts[] = [];
  const unread: string[] = [];
  for (const file of input.files) {
    const format = usageFormat(file.path);
    if (format === undefined || !('text' in file)) continue;
    try {
      facts.push(await readUsage(format, file.path, file.text));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      unread.push(`${file.path} could not be read (${error.message}).`);
    }
  }
  return { facts, unread };
}
