import { originOf, REGISTRY, type DependencyOrigin } from './dependency.js';
import { isForLinux, requiredName, type LockedPackage } from './locked-package.js';
import { readJson } from './structured-text.js';
import { list, mapping, scalar } from './usage-data.js';

/**
 * The packages of a `bun.lock`: JSON with trailing commas, whose `packages` map places to `[name@version, …, facts, hash]`.
 * Undefined where it is not that; the older binary `bun.lockb` is not read.
 */
export function readBunLock(text: string): readonly LockedPackage[] | undefined {
  const lock = readJson(text.replace(/,(?=\s*[}\]])/g, ''));
  if (lock?.['packages'] === undefined) return undefined;
  return Object.values(mapping(lock['packages'])).flatMap((value) => {
    const match = /^((?:@[^/]+\/)?[^@]+)@(.+)$/.exec(scalar(list(value)[0]) ?? '');
    const [, name, reference = ''] = match ?? [];
    if (name === undefined || reference.startsWith('workspace:')) return [];
    const facts = mapping(list(value).find((item) => Object.keys(mapping(item)).length > 0));
    const systems = typeof facts['os'] === 'string' ? [facts['os']] : list(facts['os']);
    if (!isForLinux(systems.flatMap((system) => scalar(system) ?? []))) return [];
    return [
      {
        name,
        version: /^\d/.test(reference) ? reference : undefined,
        origin: originOfReference(reference),
        requires: [
          ...Object.entries(mapping(facts['dependencies'])),
          ...Object.entries(mapping(facts['optionalDependencies'])),
        ].map(([key, range]) => requiredName(key, scalar(range) ?? '')),
        development: undefined,
        optional: undefined,
        hasInstallScript: undefined,
        binaries: Object.keys(mapping(facts['bin'])),
      },
    ];
  });
}

function originOfReference(reference: string): DependencyOrigin {
  if (/^\d/.test(reference)) return REGISTRY;
  return /^github:/.test(reference)
    ? { kind: 'version-control', system: 'git', address: reference }
    : originOf(reference);
}
