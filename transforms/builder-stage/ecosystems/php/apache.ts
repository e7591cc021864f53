import { placeOf } from '../../../../src/dockerfile/place.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { refuse, type BuildPlan, type Refusal, type Site } from '../../site.js';
import { commandsOf } from '../../stage-commands.js';
import { isRoot } from '../common/artefacts.js';
import { makesExtension } from './commands.js';

/** Whether a command switches a module, a site or settings of Apache on or off. */
export function switchesApache(command: ShellCommand): boolean {
  return /^a2(?:en|dis)(?:mod|site|conf)$/.test(resolveCommand(command)?.name ?? '');
}

/** Whether a RUN compiles extensions besides: what it switches then has to be done again in the final stage. */
export function compilesBesides(instruction: Instruction, site: Site): boolean {
  return commandsOf(instruction, site).some(makesExtension);
}

/**
 * The RUNs that do again in the final stage what those that compile switch of Apache, which leaves nothing but links in its folder of
 * settings.
 */
export function switchedAgain({
  site,
  builds,
  lastBuild,
}: BuildPlan): { readonly lines: readonly string[] } | Refusal {
  const switching = site.stage.instructions.filter(
    (one) => one.keyword === 'RUN' && commandsOf(one, site).some(switchesApache),
  );
  const repeated = switching.filter((one) => builds.includes(one));
  const lines: string[] = [];
  for (const instruction of repeated) {
    for (const command of commandsOf(instruction, site).filter(switchesApache)) {
      const text = site.dockerfile.text.slice(command.range.start, command.range.end);
      const isPlain = command.placement.size === 0 && /^a2\w+(?:[ \t]+[\w.-]+)+$/.test(text);
      const byRoot = [instruction, lastBuild].every(({ index }) =>
        isRoot(site.states[index]?.user),
      );
      // Where one is switched off, it matters which comes first.
      const isOrdered = text.startsWith('a2dis') && switching.length > 1;
      if (!isPlain || !byRoot || isOrdered) {
        return refuse(
          'mixed-run',
          `${placeOf(instruction)} compiles and switches modules of Apache in one command; make two RUNs of it.`,
          instruction,
        );
      }
      lines.push(text);
    }
  }
  return { lines: lines.length === 0 ? [] : [`RUN ${lines.join(' && ')}`] };
}
