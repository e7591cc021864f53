import { readCopiedScript } from './scripts.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { hasOption, type Invocation } from './invocation.js';

/** What is doubtful about emptying the cache of this yarn: nothing where it is surely Yarn 1. */
export function yarnVersion(
  input: TransformInput,
  installs: readonly Invocation[],
):
  | { readonly kind: 'refuse'; readonly reason: 'yarn-berry'; readonly message: string }
  | { readonly kind: 'unsafe'; readonly reason: 'yarn-version-unknown'; readonly message: string }
  | undefined {
  const { dockerfile, context } = input;
  const texts = dockerfile.instructions.map((instruction) => instruction.arguments.text).join('\n');
  const berry = {
    kind: 'refuse',
    reason: 'yarn-berry',
    message:
      'This is Yarn 2 or later, whose cache can be the dependency store itself, so it is kept.',
  } as const;
  const manifest = readCopiedScript(dockerfile, context, 'package.json');
  const manager =
    manifest === undefined ? undefined : /"packageManager"\s*:\s*"yarn@(\d+)/.exec(manifest)?.[1];
  const settings = readCopiedScript(dockerfile, context, '.yarnrc.yml') !== undefined;
  if (
    settings ||
    (manager !== undefined && Number(manager) > 1) ||
    /\.yarnrc\.yml|\.pnp\.c?js|(?:^|[\s/])\.yarn\/|yarn\s+set\s+version|yarn@(?:[2-9]|berry|stable)|--immutable|yarn\s+workspaces\s+focus|yarn\s+plugin/.test(
      texts,
    )
  ) {
    return berry;
  }
  // Yarn 2 knows neither `global` nor these options: it would end with an error.
  const classic = installs.some(
    (call) =>
      call.subcommand.startsWith('global') ||
      hasOption(call, '--production', '--prod', '--pure-lockfile'),
  );
  if (classic || manager === '1') return undefined;
  const onlyManifest = manifest !== undefined && !/\bcorepack\b/.test(texts);
  return onlyManifest
    ? undefined
    : {
        kind: 'unsafe',
        reason: 'yarn-version-unknown',
        message: 'It can not be seen whether this is Yarn 1, whose cache is a mere cache.',
      };
}
