import { ENGINE_OPTIONS } from './build-options.js';
import { nearest } from '../configuration/nearest.js';
import { PLAN_CHOICES } from './plan-options.js';
import { REPORT_OPTIONS } from './report-options.js';

/** The commands, as `dockopt --help` names them. */
export const COMMANDS = [
  'fix',
  'check',
  'compare',
  'list',
  'explain',
  'init',
  'lsp',
  'install-plugin',
  'completion',
  'help',
];

/** The names of all options, of which a wrong one may be meant. */
const OPTIONS = [
  ...[
    'file',
    'write',
    'dry-run',
    'check',
    'verify',
    'smoke',
    'cache',
    'no-cache',
    'stdin-filename',
    'hook',
    'stdio',
    'uninstall',
  ],
  ...['color', 'no-color', 'no-config', 'help', 'version'],
  ...PLAN_CHOICES,
  ...REPORT_OPTIONS,
  ...ENGINE_OPTIONS,
];

/** Options whose values are often options themselves. */
const TAKES_WORDS = ['run-arg'];

/**
 * What yargs has against a command line, in our words where they say more.
 * @param program how the program is called
 */
export function usageMessage(message: string, words: readonly string[], program: string): string {
  const first = words.find((word) => !word.startsWith('-'));
  if (first !== undefined && !COMMANDS.includes(first)) {
    const meant = nearest(first, COMMANDS);
    const help = meant === undefined ? `see ${program} --help` : `did you mean ${meant}?`;
    return `there is no command ${first}, ${help}`;
  }
  const unknown = /^Unknown arguments?: (.*)$/s.exec(message)?.[1];
  const help = `see ${program} ${first === undefined ? '' : `${first} `}--help`;
  if (unknown !== undefined) {
    const name = unknown.split(', ')[0] ?? unknown;
    const option = words.find((word) => word.replace(/^--?/, '').replace(/=.*$/s, '') === name);
    const shown = option?.replace(/=.*$/s, '') ?? name;
    const meant = shown.startsWith('-') ? nearest(name, OPTIONS) : undefined;
    return `unknown ${shown.startsWith('-') ? 'option' : 'argument'} ${shown}, ${meant === undefined ? help : `did you mean --${meant}?`}`;
  }
  const choice = /Argument: ([\w-]+), Given: "(.*)", Choices: (.*)$/s.exec(message);
  if (choice !== null) {
    const [, name = '', given = '', choices = ''] = choice;
    return `${name === 'shell' ? 'the shell' : `--${name}`} can't be ${given}, give one of ${choices.trim().replaceAll('"', '')}`;
  }
  const lonely = /^Not enough arguments following: ([\w-]+)/.exec(message)?.[1];
  if (lonely !== undefined) {
    const joined = TAKES_WORDS.includes(lonely)
      ? `write one that begins with - as --${lonely}=…`
      : help;
    return `--${lonely} needs a value, ${joined}`;
  }
  if (message.startsWith('Not enough non-option arguments')) {
    return first === 'completion'
      ? 'completion needs a shell, give one of bash, zsh, fish'
      : `explain needs the id of a transform, see ${program} list`;
  }
  return `${message.replace(/\s+/g, ' ').trim()}, ${help}`;
}
