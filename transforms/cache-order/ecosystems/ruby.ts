import { readRubyProject } from '../../../src/context/ruby-project.js';
import { below, present, refuse, type Ecosystem, type Install, type Refusal } from '../site.js';

/** Lines of a Gemfile that read no file, or one that is named. A Gemfile is Ruby: all other lines are unknown. */
const PLAIN_LINES: readonly RegExp[] = [
  /^source\s*\(?["'][^"'#]*["']\)?(?:\s+do)?$/,
  /^ruby\s+["'][^"'#]*["'](?:\s*,\s*["'][^"'#]*["'])*$/,
  /^ruby\s+file:\s*["']\.ruby-version["']$/,
  /^gem\s*\(?\s*["'][\w.-]+["']/,
  /^(?:group|platforms?|install_if)\s*\(?[\s:\w,'"[\]]*\)?\s+do$/,
  /^git_source\(:\w+\)\s*(?:\{.*\}|do\s*\|\w+\|)$/,
  /^"https:\/\/github\.com\/#\{\w+\}(?:\.git)?"$/,
  /^end$/,
];
/** Settings that move what bundler reads or writes. */
const MOVING_VARIABLES = [
  'BUNDLE_GEMFILE',
  'BUNDLE_APP_CONFIG',
  'BUNDLE_PATH',
  'GEM_HOME',
  'RUBYOPT',
  'BUNDLE_BIN',
  'BUNDLE_CACHE_PATH',
];

/** `bundle install`. */
export const BUNDLER: Ecosystem = {
  name: 'bundler',
  kindOf({ name, arguments: given }) {
    if (name === 'gem') {
      const [first, ...rest] = given.map(({ value }) => value);
      if (first === 'update' && rest.includes('--system')) return 'apart';
      return first === 'install' && rest.every((word) => !/[/]|\.gem$/.test(word))
        ? 'apart'
        : undefined;
    }
    if (name !== 'bundle' && name !== 'bundler') return undefined;
    const words = given.map(({ value }) => value);
    const [command] = words.filter((word) => !word.startsWith('-') && !/^_[\d.]+_$/.test(word));
    if (command === undefined) return words.includes('--version') ? 'apart' : 'install';
    if (command === 'install') return 'install';
    return command === 'config' && words.includes('--global') ? 'apart' : undefined;
  },
  otherFolder: (words) => gemfileOf(words)?.replace(/[^/]*$/, '.'),
  closure(install) {
    const { context, folder, environment } = install;
    const gemfile = context.read(below(folder, 'Gemfile'));
    const project = readRubyProject(context, folder);
    if (gemfile === undefined || project === undefined) {
      return refuse('manifest-missing', 'there is no Gemfile in the folder that is copied');
    }
    const problem = settings(install) ?? unreadLine(gemfile);
    if (problem !== undefined) return problem;
    if (context.entry(below(folder, 'vendor/cache')) !== undefined) {
      return refuse('vendored', 'the project holds its gems in vendor/cache');
    }
    if (project.lock === undefined) {
      return refuse(
        'lock-would-change',
        'there is no Gemfile.lock, so that the install makes one; commit it',
      );
    }
    const { gems, platforms, direct } = project.lock;
    const local = gems.find(({ origin }) => origin.kind === 'local');
    if (local !== undefined) {
      return refuse('local-dependency', `the gem ${local.name} is a folder of the project`);
    }
    const named = [...gemfile.matchAll(/^\s*gem\s*\(?\s*["']([\w.-]+)["']/gm)].map(
      ([, name]) => name,
    );
    const unlocked = named.find((name) => name !== undefined && !direct.includes(name));
    if (unlocked !== undefined) {
      return refuse('lock-would-change', `Gemfile.lock has no gem ${unlocked}; run bundle install`);
    }
    // Bundler adds the platform that it runs on, without which the program would not start.
    const onEach = ['x86_64-linux', 'aarch64-linux'].every((platform) =>
      platforms.some((one) => one === platform || one === `${platform}-gnu`),
    );
    if (!platforms.includes('ruby') && !onEach) {
      return refuse(
        'lock-would-change',
        'Gemfile.lock is not made for Linux on both common processors; run bundle lock --add-platform x86_64-linux aarch64-linux',
      );
    }
    return {
      kind: 'known',
      files: [
        'Gemfile',
        'Gemfile.lock',
        ...(/^\s*ruby\s+file:/m.test(gemfile) ? present(install, ['.ruby-version']) : []),
      ],
      folders: [],
      // Where no path is set, a deployment installs into the project.
      made: environment.has('BUNDLE_DEPLOYMENT') ? ['vendor/bundle'] : [],
      doubts: [],
    };
  },
};

/** The Gemfile that `--gemfile` names. */
function gemfileOf(words: readonly string[]): string | undefined {
  const at = words.indexOf('--gemfile');
  return at === -1
    ? words.find((word) => word.startsWith('--gemfile='))?.slice('--gemfile='.length)
    : words[at + 1];
}

function settings({ words, environment, context, folder }: Install): Refusal | undefined {
  const variable = MOVING_VARIABLES.find((name) => environment.has(name));
  if (variable !== undefined) {
    return refuse('settings-elsewhere', `${variable} may move what bundler reads or writes`);
  }
  const strange = words.find(
    (word, index) =>
      word !== 'install' &&
      !(/^--gemfile(?:=|$)/.test(word) && gemfileOf(words)?.endsWith('Gemfile') === true) &&
      words[index - 1] !== '--gemfile' &&
      !/^(?:--jobs(?:=\d+)?|-j\d*|--retry(?:=\d+)?|--quiet|--verbose|--no-cache|--full-index|_[\d.]+_)$/.test(
        word,
      ) &&
      !(/^\d+$/.test(word) && /^(?:--jobs|-j|--retry)$/.test(words[index - 1] ?? '')),
  );
  if (strange !== undefined) {
    return refuse(
      'settings-elsewhere',
      `it is not known what bundler reads and writes with ${strange}`,
    );
  }
  return context.entry(below(folder, '.bundle')) === undefined
    ? undefined
    : refuse('settings-elsewhere', 'the folder .bundle has settings of its own');
}

function unreadLine(gemfile: string): Refusal | undefined {
  const line = gemfile
    .split(/\r?\n/)
    .map((one) => one.replace(/(?:^|\s)#(?!\{).*$/, '').trim())
    .find(
      (one) =>
        one !== '' &&
        // A gem may go on in the next line, with options alone.
        !/^(?:require|git|github|branch|tag|ref|platforms?|groups?|glob):\s*[:\w'"[\]/., -]+,?$/.test(
          one,
        ) &&
        (!PLAIN_LINES.some((expression) => expression.test(one)) ||
          /`|\b(?:path|gemspec|File|Dir|IO|YAML|JSON|Pathname|open|require_relative|eval_gemfile|instance_eval)\b(?!["'-])/.test(
            one,
          )),
    );
  return line === undefined
    ? undefined
    : refuse('code-manifest', `the Gemfile is a program, and it is not known what “${line}” reads`);
}
