import { placeOf } from '../../../../src/dockerfile/place.js';
import { goOutputs, type GoOutput } from '../../../../src/context/go-builds.js';
import type { GoProject } from '../../../../src/context/go-project.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { refuse, type Refusal, type Site } from '../../site.js';

/** The programs that the builds write, or why that can't be told. */
export function outputsOf(
  site: Site,
  builds: readonly Instruction[],
  project: GoProject,
): readonly GoOutput[] | Refusal {
  const read = goOutputs(builds, site.states, project);
  return read.kind === 'known'
    ? read.outputs
    : refuse(
        'output-unknown',
        `Where ${placeOf(read.instruction)} writes the program can't be told; give “go build -o” an absolute path.`,
        read.instruction,
      );
}
