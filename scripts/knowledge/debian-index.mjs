/** Reads a Packages index: what each package depends on and recommends, who provides what, and the minimal system. */
export function readIndex(text) {
  const packages = new Map();
  const providers = new Map();
  for (const stanza of text.split('\n\n')) {
    const fields = {};
    for (const line of stanza.split('\n')) {
      const match = /^([A-Za-z-]+): ?(.*)$/.exec(line);
      if (match !== null) fields[match[1]] = match[2];
    }
    const name = fields.Package;
    if (name === undefined || packages.has(name)) continue;
    packages.set(name, {
      base: fields.Essential === 'yes' || fields.Priority === 'required' || name === 'apt',
      depends: [...groups(fields['Pre-Depends']), ...groups(fields.Depends)],
      recommends: groups(fields.Recommends),
      forAllMachines: fields.Architecture === 'all',
      installedKib: Number(fields['Installed-Size'] ?? 0),
      source: (fields.Source ?? name).replace(/ .*$/, ''),
    });
    for (const [provided] of groups(fields.Provides)) {
      if (!providers.has(provided)) providers.set(provided, []);
      providers.get(provided).push(name);
    }
  }
  return { packages, providers };
}

function groups(field) {
  if (field === undefined) return [];
  return field
    .split(',')
    .map((group) => group.split('|').map((word) => word.trim().replace(/[ (:].*$/, '')))
    .filter(([first]) => first !== '');
}

/**
 * Answers about trees of dependencies. `tree(names, start)` is the set of packages once these are installed beside `start`;
 * `base` is the minimal system: Essential, Priority: required, apt. Alternatives are taken as apt takes them: one that is there
 * already, else the first that exists, else a provider.
 */
export function resolver({ packages, providers }) {
  const held = (group, chosen) =>
    group.some(
      (name) => chosen.has(name) || (providers.get(name) ?? []).some((one) => chosen.has(one)),
    );
  const pick = (group) => {
    for (const name of group) {
      if (packages.has(name)) return name;
      const provider = providers.get(name)?.[0];
      if (provider !== undefined) return provider;
    }
    return undefined;
  };
  const tree = (names, start) => {
    const chosen = new Set(start);
    const queue = [...names];
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const facts = packages.get(name);
      if (facts === undefined || chosen.has(name)) continue;
      chosen.add(name);
      for (const group of facts.depends) {
        const next = held(group, chosen) ? undefined : pick(group);
        if (next !== undefined) queue.push(next);
      }
    }
    return chosen;
  };
  // Named first, as the installer takes them before anything that needs one of their kind.
  const base = tree(
    [
      'mawk',
      'usr-is-merged',
      ...[...packages].filter(([, facts]) => facts.base).map(([name]) => name),
    ],
    [],
  );
  return { base, held, pick, tree };
}
