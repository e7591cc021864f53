import { localSources } from './local-sources.js';
import { parseDockerfile } from '../dockerfile/parse.js';
import { instructionStates, knownValues } from '../dockerfile/state.js';
import { expandVariables } from '../dockerfile/variables.js';

/**
 * The paths and patterns that COPY and ADD of a Dockerfile take from the build context, variables with a known value filled
 * in; none for a text that is no Dockerfile.
 */
export function copySources(text: string): readonly string[] {
  const parsed = parseDockerfile(text);
  if (parsed.kind === 'rejected') return [];
  const states = instructionStates(parsed.dockerfile);
  return localSources(parsed.dockerfile)
    .filter(({ instruction }) => instruction.keyword !== 'RUN')
    .map(({ path, instruction }) => {
      const values = knownValues(states[instruction.index]?.environment);
      return expandVariables(path, values) ?? path;
    });
}
