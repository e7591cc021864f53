import { resolveCommand } from '../../src/dockerfile/commands.js';
import { parseShellText, type ShellCommand } from '../../src/dockerfile/shell.js';

/**
 * Programs that leave a process behind when they return: servers that go to the background and build tools with a daemon
 * (hazards M5, and the manuals of these programs; 2026-11-23).
 */
const DAEMONS: ReadonlySet<string> = new Set(
  (
    'pg_ctl pg_ctlcluster mysqld mysqld_safe mariadbd mariadbd-safe mongod redis-server dockerd containerd sshd nginx ' +
    'apachectl apache2ctl httpd supervisord start-stop-daemon Xvfb xvfb-run gradle gradlew mvnd bazel bazelisk sccache ' +
    'ssh-agent gpg-agent dirmngr adb cron crond rsyslogd dbus-daemon slapd memcached rabbitmq-server rabbitmqctl ' +
    'catalina.sh startup.sh elasticsearch zkServer.sh watchman buck2 pants nailgun'
  ).split(' '),
);

/** Programs whose purpose is to let a command live on. */
export const BACKGROUND_STARTERS: ReadonlySet<string> = new Set([
  'nohup',
  'setsid',
  'daemonize',
  'screen',
  'tmux',
]);

const VERSION_QUESTION = /^(?:-v|-V|--version|--help|-h|version|help|-t|configtest)$/;

/** Programs that run a script given in an argument: `su postgres -c "…"`, `bash -c "…"`, `eval "…"`. */
const SCRIPT_RUNNERS: ReadonlySet<string> = new Set(
  'sh bash dash ash ksh zsh su runuser eval watch script'.split(' '),
);

/** Whether a script in an argument leaves a process behind, by itself or by a daemon that it starts. */
function scriptLeavesProcess(text: string): boolean {
  const script = parseShellText(text, (start, end) => ({ start, end }));
  return script.commands.some(
    (command) => command.placement.has('background') || leavesProcess(command),
  );
}

function leavesProcess(command: ShellCommand): boolean {
  const resolved = resolveCommand(command);
  const isStarter = resolved?.wrappers.some((wrapper) => BACKGROUND_STARTERS.has(wrapper)) === true;
  return isStarter || BACKGROUND_STARTERS.has(resolved?.name ?? '') || startsDaemon(command);
}

/** Whether a command leaves a process behind that would live on in a merged RUN. */
export function startsDaemon(command: ShellCommand): boolean {
  const resolved = resolveCommand(command);
  if (resolved?.name === undefined) return false;
  const { name, word, arguments: words } = resolved;
  if (SCRIPT_RUNNERS.has(name)) {
    return words.some(({ value }) => /\s/.test(value) && scriptLeavesProcess(value));
  }
  const values = words.map(({ value }) => value);
  if (/^\/etc\/(?:init|rc)\.d\//.test(word.value)) return true;
  if (
    name === 'service' ||
    name === 'systemctl' ||
    name === 'rc-service' ||
    name === 'invoke-rc.d'
  ) {
    return values.some((value) => /^(?:re)?start$|^reload$/.test(value));
  }
  // The build server of .NET and its compiler server stay for ten minutes.
  if (name === 'dotnet') {
    return values.some((value) => /^(?:build|publish|test|run|pack|msbuild)$/.test(value));
  }
  if (!DAEMONS.has(name)) return false;
  return !values.some((value) => VERSION_QUESTION.test(value));
}
