import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { convertActionTemplate, parseAction } from '@actions/workflow-parser/actions/index';
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
import { FINISHED, MERGEABLE } from '../cli/command.js';
import { git, scratch, scratchRepository } from '../workspace/scratch.js';
import { ACTION, PROJECT, runAction, standIn } from './composite.js';

const SCRIPTS = join(PROJECT, 'scripts', 'action');
const PULL_REQUEST = { pull_request: { number: 7 } };

/** A `gh` that writes its arguments down, answers for comments what it is told, and may ask for its own user or not. */
function fakeGh(
  comments: string,
  user = 'exit 1',
): { PATH: string; calls: () => readonly string[] } {
  const folder = scratch({ comments, calls: '' });
  const { PATH } = standIn(
    folder,
    'gh',
    `printf '%s\\n' "$*" >>'${folder}/calls'
for word; do case $word in body=@*) cp "\${word#body=@}" '${folder}/body' ;; esac; done
case "$*" in
  'api user '*) ${user} ;;
  *--paginate*) cat '${folder}/comments' ;;
esac
`,
  );
  return {
    PATH,
    calls: () => [
      ...readFileSync(join(folder, 'calls'), 'utf8').trimEnd().split('\n'),
      ...(existsSync(join(folder, 'body')) ? [readFileSync(join(folder, 'body'), 'utf8')] : []),
    ],
  };
}

describe('action.yml', () => {
  test('is one that GitHub reads', () => {
    const content = readFileSync(join(PROJECT, 'action.yml'), 'utf8');
    const read = (text: string): readonly string[] => {
      const { context, value } = parseAction(
        { name: 'action.yml', content: text },
        new NoOperationTraceWriter(),
      );
      if (value !== undefined) convertActionTemplate(context, value);
      return context.errors.getErrors().map(({ message }) => message);
    };
    expect(read(content)).toEqual([]);
    expect(read(content.replace('using: composite', 'using: compositt'))).not.toEqual([]);
    expect(read(content.replace('shell: bash', 'shel: bash'))).not.toEqual([]);
  });

  test('pastes nothing into a script', () => {
    const scripts = ACTION.runs.steps.flatMap(({ run }) => run ?? []);
    expect(scripts.length).toBeGreaterThan(3);
    for (const script of scripts) expect(script).not.toContain('${{');
  });
});

const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;
if (!shellcheck && env['DOCKOPT_REQUIRE_ALL'] === '1')
  throw new Error('shellcheck is not installed');
if (!shellcheck) console.warn('skipped: shellcheck is not installed');

describe.each(readdirSync(SCRIPTS))('%s', (name) => {
  test('is read by bash', () => {
    const { status, stderr } = spawnSync('bash', ['-n', join(SCRIPTS, name)], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  (shellcheck ? test : test.skip)('is right for shellcheck', () => {
    const { stdout } = spawnSync('shellcheck', [join(SCRIPTS, name)], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});

describe('the action, run step by step', () => {
  test('fails where something would change, after all is told', () => {
    const workspace = scratchRepository({ Dockerfile: MERGEABLE.before, 'a/Dockerfile': FINISHED });
    const result = runAction({ 'sarif-file': 'out.sarif' }, { workspace, temporary: scratch() });
    expect(result.status).toBe(1);
    expect(result.outputs).toMatchObject({ status: '1', changed: '1' });
    expect(result.steps).toEqual([
      ...['install', 'run'],
      'github/codeql-action/upload-sarif@v4 out.sarif dockopt',
      'finish',
    ]);
    expect(result.log).toMatch(
      /^::warning file=Dockerfile,line=2,endLine=3,title=[^\n]*merge-runs/m,
    );
    expect(result.log).toContain('-RUN apt-get update\n');
    expect(result.log).toMatch(/^::error title=dockopt::there are findings/m);
    expect(result.summary).toMatch(/^### dockopt: 1 file would change\n/);
    expect(JSON.parse(readFileSync(join(workspace, 'out.sarif'), 'utf8'))).toMatchObject({
      version: '2.1.0',
    });
    expect(readFileSync(result.outputs['report'] ?? '', 'utf8')).toBe(result.summary);
    expect(git(workspace, 'diff', '--name-only')).toBe('');
  });

  test('rewrites the files in the mode fix', () => {
    const workspace = scratchRepository({ Dockerfile: MERGEABLE.before });
    const result = runAction({ mode: 'fix' }, { workspace, temporary: scratch() });
    expect(result).toMatchObject({ status: 0, outputs: { status: '0', changed: '1' } });
    expect(git(workspace, 'diff', '--name-only')).toBe('Dockerfile\n');
    expect(result.summary).toMatch(/^### dockopt: 1 file written\n/);
  });

  test('takes paths, changed-since, unsafe and fail-on as they are given', () => {
    const workspace = scratchRepository({
      'old/Dockerfile': MERGEABLE.before,
      'b c/Dockerfile': FINISHED,
    });
    git(workspace, '-c', 'user.name=a', '-c', 'user.email=a@b.example', 'commit', '-qm', 'a');
    writeFileSync(join(workspace, 'b c/Dockerfile'), 'FROM node:20\nCOPY a /a\nCMD ["node"]\n');
    const run = (inputs: Readonly<Record<string, string>>) =>
      runAction(inputs, { workspace, temporary: scratch() });
    const changed = { 'changed-since': 'HEAD', paths: 'old\r\n\nb c\n' };
    expect(run({ ...changed, 'fail-on': 'safe' })).toMatchObject({ status: 0 });
    expect(run({ ...changed, 'fail-on': 'unsafe' })).toMatchObject({ status: 1 });
    expect(run({ ...changed, unsafe: 'true' })).toMatchObject({
      status: 1,
      outputs: { changed: '1' },
    });
    expect(run({ 'fail-on': 'never' })).toMatchObject({ status: 0, outputs: { changed: '1' } });
    const unknown = run({ 'changed-since': 'nowhere' });
    expect(unknown).toMatchObject({
      status: 2,
      outputs: { status: '2', changed: '0' },
      summary: '',
    });
    expect(unknown.log).toContain('git knows no revision nowhere');
  });

  test.each([
    [{ mode: 'rewrite' }, 'mode'],
    [{ unsafe: 'yes' }, 'unsafe'],
    [{ 'fail-on': '$(id)' }, 'fail-on'],
    [{ version: '1.0.0; id' }, 'version'],
  ])('says of %j what is wrong', (inputs, name) => {
    const { status, log, steps } = runAction(inputs, {
      workspace: scratch(),
      temporary: scratch(),
    });
    expect(status).toBe(2);
    expect(log).toMatch(new RegExp(`^::error title=dockopt::the input "${name}" is `));
    expect(steps).not.toContain('finish');
  });

  test('runs nothing that a path, a revision or a Dockerfile holds', () => {
    const paths = [
      '$(touch pwned)',
      '`touch pwned`',
      "'; touch pwned; '",
      '"; touch pwned; "',
      '-rf',
      '* ?',
    ];
    const files = paths.map((path): [string, string] => [
      `${path}/Dockerfile`,
      'FROM debian:12\n::error::from the file\nRUN a\n',
    ]);
    const hostile =
      'FROM debian:12-slim\n# x\n#::warning::from the file\nRUN apt-get update\n::add-mask::RUN\n';
    const workspace = scratchRepository({
      ...Object.fromEntries(files),
      '::warning::from a name/Dockerfile': hostile,
      'ok/Dockerfile': `${MERGEABLE.before}# a \\\n::warning::from the file\n`,
    });
    const given = { paths: [...paths, '.'].join('\n'), 'sarif-file': '$(touch pwned).sarif' };
    const run = runAction(given, { workspace, temporary: scratch() });
    const since = runAction(
      { 'changed-since': '--output=pwned' },
      { workspace, temporary: scratch() },
    );
    expect(since.status).toBe(2);
    expect(
      readdirSync(workspace)
        .filter((name) => name.includes('pwned'))
        .sort(),
    ).toEqual(
      [
        '"; touch pwned; "',
        '$(touch pwned)',
        '$(touch pwned).sarif',
        "'; touch pwned; '",
        '`touch pwned`',
      ].sort(),
    );
    // What the runner obeys: all lines but those between the marks.
    const obeyed = run.log.replace(/^::stop-commands::(\S+)\n[^]*?^::\1::$/gm, '');
    const commands = obeyed.split('\n').filter((line) => line.startsWith('::'));
    expect(commands.length).toBeGreaterThan(paths.length);
    expect(
      commands.filter((line) => !/^::(?:error|warning|notice) (?:file|title)=/.test(line)),
    ).toEqual([]);
  });
});

describe('the comment', () => {
  const workspaceOf = (dockerfile: string) => scratchRepository({ Dockerfile: dockerfile });
  const comment = (dockerfile: string, PATH: string, event: object = PULL_REQUEST) =>
    runAction(
      { comment: 'true', 'fail-on': 'never' },
      { workspace: workspaceOf(dockerfile), temporary: scratch(), event, environment: { PATH } },
    );

  test('is made once, with the report', () => {
    const gh = fakeGh('');
    const { status, summary } = comment(MERGEABLE.before, gh.PATH);
    expect(status).toBe(0);
    const [, list, post, body] = gh.calls();
    expect(list).toMatch(/^api --paginate repos\/owner\/name\/issues\/7\/comments\?per_page=100 /);
    expect(post).toMatch(
      /^api --silent --method POST repos\/owner\/name\/issues\/7\/comments -F body=@/,
    );
    expect(body).toBe(`<!-- dockopt: report -->\n${summary}`);
  });

  test('is written anew where it is ours, whoever else wrote one like it', () => {
    const gh = fakeGh('11\tUser\tstranger\n12\tBot\tgithub-actions[bot]\n13\tBot\tx[bot]\n');
    expect(comment(FINISHED, gh.PATH).status).toBe(0);
    const [, , patch, body] = gh.calls();
    expect(patch).toMatch(
      /^api --silent --method PATCH repos\/owner\/name\/issues\/comments\/12 -F body=@/,
    );
    expect(body).toContain('nothing to change');
    const person = fakeGh('11\tUser\tstranger\n12\tUser\tme\n', 'echo me');
    expect(comment(FINISHED, person.PATH).status).toBe(0);
    expect(person.calls()[2]).toContain('/issues/comments/12 ');
  });

  test('is not made where nothing changes, and not outside of pull requests', () => {
    const gh = fakeGh('');
    expect(comment(FINISHED, gh.PATH).status).toBe(0);
    expect(gh.calls().length).toBe(2);
    const push = fakeGh('');
    const result = comment(MERGEABLE.before, push.PATH, { ref: 'refs/heads/main' });
    expect(result.status).toBe(0);
    expect(result.log).toContain(
      '::notice title=dockopt::no comment: this run is about no pull request',
    );
    expect(push.calls()).toEqual(['']);
  });

  test('that may not be written fails nothing', () => {
    const folder = scratch();
    const { PATH } = standIn(folder, 'gh', 'exit 1\n');
    const { status, log } = comment(MERGEABLE.before, PATH);
    expect(status).toBe(0);
    expect(log).toContain('no comment: the comments cannot be read');
  });
});

describe('the step install', () => {
  const NPM = 'printf "%s\\n" "$PWD: $*" >>"$NPM_CALLS"\n';
  const install = (environment: Readonly<Record<string, string>>) => {
    const folder = scratch({ calls: '', output: '' });
    const { status } = spawnSync('bash', [join(SCRIPTS, 'install.sh')], {
      env: {
        ...standIn(folder, 'npm', NPM),
        ...{ NPM_CALLS: join(folder, 'calls'), GITHUB_OUTPUT: join(folder, 'output') },
        ...{ RUNNER_TEMP: folder, ...environment },
      },
      encoding: 'utf8',
    });
    const read = (name: string): string =>
      readFileSync(join(folder, name), 'utf8').replaceAll(folder, 'TEMP');
    return { status, calls: read('calls'), output: read('output') };
  };

  test('takes a version from npm', () => {
    const { status, calls, output } = install({ DOCKOPT_VERSION: '1.2.3' });
    expect(status).toBe(0);
    expect(calls).toMatch(
      /: install --no-audit --no-fund --no-save --prefix TEMP\/dockopt dockopt@1\.2\.3\n$/,
    );
    expect(output).toBe('program=TEMP/dockopt/node_modules/dockopt/bin/dockopt.js\n');
  });

  test('builds the action itself where it is not built', () => {
    const sources = scratch({ 'package.json': '{}' });
    expect(install({ GITHUB_ACTION_PATH: sources })).toEqual({
      status: 0,
      calls: `${sources}: ci --no-audit --no-fund\n`,
      output: `program=${sources}/bin/dockopt.js\n`,
    });
    const built = scratch({ 'dist/cli.js': '' });
    expect(install({ GITHUB_ACTION_PATH: built })).toMatchObject({ status: 0, calls: '' });
  });
});
