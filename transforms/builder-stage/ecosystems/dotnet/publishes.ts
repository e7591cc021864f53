import type { Instruction } from '../../../../src/dockerfile/model.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import type { Site } from '../../site.js';
import { buildSteps, optionOf, type BuildStep } from '../common/build-steps.js';

/** A `dotnet publish`, and where it writes to. */
export interface Publish {
  readonly step: BuildStep;
  /** Absolute; undefined where no `-o` says. */
  readonly output: string | undefined;
  /** `true` where the runtime is published along. */
  readonly selfContained: boolean;
}

/** What the builds publish. */
export function publishes(site: Site, builds: readonly Instruction[]): readonly Publish[] {
  return buildSteps(site, builds).flatMap((step) => {
    if (step.name !== 'dotnet' || step.words[0] !== 'publish') return [];
    const output = optionOf(step, ['-o', '--output'])?.value;
    const contained = optionOf(step, ['--self-contained', '--sc'])?.value;
    const property = step.words.some((word) =>
      /[-/]p(?:roperty)?:(?:SelfContained|PublishSingleFile|PublishAot)=true/i.test(word ?? ''),
    );
    const flag = step.words.some((word) => word === '--self-contained' || word === '--sc');
    return [
      {
        step,
        output: output === undefined ? undefined : joinPath(step.folder, output),
        selfContained: property || (flag ? contained !== 'false' : contained === 'true'),
      },
    ];
  });
}
