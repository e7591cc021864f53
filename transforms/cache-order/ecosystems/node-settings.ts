import { readIndented } from '../../../src/context/indented.js';
import { below, foldersAbove, present, refuse, type Install, type Refusal } from '../site.js';
import type { NodeManager } from './node-commands.js';

/** What the files of settings beside a manifest bring to an install. */
export interface NodeSettings {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly made: readonly string[];
  /** Whose scripts are not run. */
  readonly ignoresScripts: 'all' | 'packages' | 'none';
}

const SETTING_FILES: Readonly<Record<NodeManager, readonly string[]>> = {
  npm: ['.npmrc'],
  yarn: ['.npmrc', '.yarnrc', '.yarnrc.yml'],
  pnpm: ['.npmrc', 'pnpm-workspace.yaml', '.pnpmfile.cjs', '.pnpmfile.mjs'],
};
/** Keys of `.npmrc` that move what is read or written. */
const MOVING_KEYS =
  /^(?:prefix|userconfig|globalconfig|cache|store-dir|modules-dir|virtual-store-dir|lockfile-dir|lockfile|package-lock|package-lock-only|shared-workspace-lockfile|pnpmfile|global-pnpmfile|node-linker|workspace|workspaces|script-shell|dry-run|global|location|patches-dir|inject-workspace-packages)$/;
/** Keys of `.npmrc` that name a file, those for one registry among them. */
const FILE_KEYS = /(?:^|:)(?:cafile|certfile|keyfile)$/;
/** Settings of Yarn 1 and of later releases that change nothing of what is read, or name what lies in `.yarn`. */
const PLAIN_CLASSIC =
  /^(?:registry|network-timeout|network-concurrency|save-prefix|disable-self-update-check|lastUpdateCheck|strict-ssl|ignore-engines|child-concurrency|"?--install\.(?:frozen-lockfile|non-interactive|silent)"?|"?@[\w-]+:registry"?|yarn-path)$/;
const PLAIN_BERRY =
  /^(?:nodeLinker|yarnPath|plugins|enableGlobalCache|enableTelemetry|enableScripts|enableInlineBuilds|enableProgressBars|enableColors|enableHardenedMode|enableImmutableInstalls|enableMirror|enableNetwork|enableStrictSsl|compressionLevel|checksumBehavior|defaultSemverRangePrefix|httpTimeout|httpRetry|logFilters|networkConcurrency|nmHoistingLimits|nmMode|nmSelfReferences|npmAlwaysAuth|npmAuthToken|npmMinimalAgeGate|npmRegistries|npmRegistryServer|npmScopes|packageExtensions|pnpMode|supportedArchitectures|tsEnableAutoTypes)$/;
const MOVING_VARIABLES =
  /^(?:npm_config_(?:userconfig|globalconfig|prefix|package_lock|workspaces?|modules_dir|virtual_store_dir|lockfile_dir|node_linker|script_shell|ignore_scripts)|YARN_(?:RC_FILENAME|NODE_LINKER|CACHE_FOLDER|PNP_\w+|INSTALL_STATE_PATH|LOCKFILE_FILENAME|ENABLE_\w+|PATCH_FOLDER))$/i;

/** Reads the settings that an install finds beside its manifest and in the environment, or says why they can't be told. */
export function readNodeSettings(manager: NodeManager, install: Install): NodeSettings | Refusal {
  const { context, folder, environment } = install;
  const variable = [...environment.keys()].find((name) => MOVING_VARIABLES.test(name));
  if (variable !== undefined) {
    return refuse('settings-elsewhere', `${variable} may move what ${manager} reads or writes`);
  }
  const above = foldersAbove(install).flatMap((one) =>
    present({ context, folder: one }, SETTING_FILES[manager]),
  )[0];
  if (above !== undefined) {
    return refuse(
      'settings-elsewhere',
      `a file ${above} above the folder of the manifest may count as well`,
    );
  }
  const files = present(install, SETTING_FILES[manager]);
  const read = (name: string): string =>
    files.includes(name) ? (context.read(below(folder, name)) ?? '') : '';
  const npm = read('.npmrc')
    .split(/\r?\n/)
    .map((line) => /^\s*([^#;=\s]+)\s*=\s*(.*?)\s*$/.exec(line))
    .flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const]));
  const moving = npm.find(([key]) => MOVING_KEYS.test(key));
  if (moving !== undefined) return refuse('settings-elsewhere', `.npmrc sets ${moving[0]}`);
  const named = npm.find(
    ([key, value]) =>
      FILE_KEYS.test(key) && (!/^["']?\//.test(value) || value.includes(`${install.place}/`)),
  );
  if (named !== undefined) {
    return refuse('settings-elsewhere', `.npmrc names the file ${named[1]} by ${named[0]}`);
  }
  // Since pnpm 10 the workspace has the settings as well, in another spelling.
  const workspace = readIndented(read('pnpm-workspace.yaml'));
  const setting = (workspace ?? []).find(({ key }) =>
    MOVING_KEYS.test(key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)),
  );
  if (workspace === undefined || setting !== undefined) {
    return refuse(
      'settings-elsewhere',
      setting === undefined
        ? 'pnpm-workspace.yaml can not be read'
        : `pnpm-workspace.yaml sets ${setting.key}`,
    );
  }
  if (
    /\brequire\s*\(\s*['"`]\.|\b(?:from|import)\s+['"]\.|\bimport\s*\(|\breadFile/.test(
      read('.pnpmfile.cjs') + read('.pnpmfile.mjs'),
    )
  ) {
    return refuse('settings-elsewhere', 'the pnpmfile reads further files of the project');
  }
  const ignores = npm.some(([key, value]) => key === 'ignore-scripts' && value === 'true');
  const settings: NodeSettings = {
    files,
    folders: [],
    made: [],
    ignoresScripts: ignores ? 'all' : 'none',
  };
  return manager === 'yarn' ? yarnSettings(install, settings, read) : settings;
}

function yarnSettings(
  { context, folder }: Install,
  settings: NodeSettings,
  read: (name: string) => string,
): NodeSettings | Refusal {
  const hasFolder = context.entry(below(folder, '.yarn'))?.kind === 'directory';
  const folders = hasFolder ? ['.yarn'] : [];
  const isBerry =
    settings.files.includes('.yarnrc.yml') ||
    /^__metadata:/m.test(context.read(below(folder, 'yarn.lock')) ?? '');
  const strange = (
    isBerry ? berryEntries(read('.yarnrc.yml')) : classicEntries(read('.yarnrc'))
  ).find(
    ([key, value]) =>
      !(isBerry ? PLAIN_BERRY : PLAIN_CLASSIC).test(key) ||
      (/^yarn-?[pP]ath$/.test(key) && !/^\.?\/?\.yarn\//.test(value)),
  );
  if (strange !== undefined) {
    return refuse(
      'settings-elsewhere',
      `it is not known what yarn reads or writes by its setting ${strange[0]}`,
    );
  }
  if (!isBerry) return { ...settings, folders };
  const plugin = [...read('.yarnrc.yml').matchAll(/^\s+(?:-\s+)?path:\s*["']?([^\s"']+)/gm)].find(
    ([, path = '']) => !/^(?:\.\/)?\.yarn\//.test(path),
  );
  if (plugin !== undefined) {
    return refuse('settings-elsewhere', `yarn has a plugin in ${plugin[1] ?? 'the project'}`);
  }
  const entries = new Map(berryEntries(read('.yarnrc.yml')));
  const usesModules = entries.get('nodeLinker') === 'node-modules';
  return {
    ...settings,
    folders,
    made: [
      '.yarn/install-state.gz',
      // Plug'n'Play has its files beside the sources.
      ...(usesModules
        ? []
        : ['.pnp.cjs', '.pnp.loader.mjs', '.yarn/unplugged', '.yarn/build-state.yml']),
    ],
    ignoresScripts: entries.get('enableScripts') === 'false' ? 'packages' : settings.ignoresScripts,
  };
}

type Entries = readonly (readonly [key: string, value: string])[];

function berryEntries(text: string): Entries {
  const entries = readIndented(text);
  return entries === undefined
    ? [['?', '']]
    : entries.map(({ key, value }) => [key, value ?? ''] as const);
}

function classicEntries(text: string): Entries {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^\s*([^#\s]+)\s+(.*)$/.exec(line);
    return match === null
      ? []
      : [[match[1] ?? '', (match[2] ?? '').replace(/^"|"$/g, '')] as const];
  });
}
