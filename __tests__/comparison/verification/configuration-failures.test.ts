import { expect, test } from '@jest/globals';
import type { ImageConfiguration } from '../../../src/comparison/image-contents.js';
import { configurationFailures } from '../../../src/comparison/verification/configuration-failures.js';
import { describeFailures } from '../../../src/comparison/verification/verify-images.js';
import { parseDockerfile } from '../../../src/dockerfile/parse.js';
import type { InheritedSetting } from '../../../src/transform/removal.js';
import { CONFIGURATION } from '../images.js';

function failures(
  text: string,
  before: Partial<ImageConfiguration>,
  after: Partial<ImageConfiguration>,
  settings: readonly InheritedSetting[] = [],
  baseEnvironment: readonly string[] = [],
): string | undefined {
  const parsed = parseDockerfile(text);
  const stage = parsed.kind === 'parsed' ? parsed.dockerfile.stages.at(-1) : undefined;
  if (parsed.kind !== 'parsed' || stage === undefined) throw new Error('no stage');
  const configuration = configurationFailures({
    original: { ...CONFIGURATION, ...before },
    rewritten: { ...CONFIGURATION, ...after },
    removals: [{ kind: 'settings', settings }],
    dockerfile: parsed.dockerfile,
    stage,
    baseEnvironment,
  });
  return describeFailures({ configuration, files: { packages: [], accounts: [], paths: [] } });
}

const GO: InheritedSetting = { setting: 'ENV', name: 'GOPATH' };
const PATH: InheritedSetting = { setting: 'ENV', name: 'PATH' };
const FROM = 'FROM a\n';

test('what stays the same is no failure, nor are new variables and dockopt’s labels', () => {
  const before = { environment: ['A=1'], labels: new Map([['dev.dockopt.run', 'a']]) };
  const after = { environment: ['A=1', 'B=2'], labels: new Map([['dev.dockopt.run', 'b']]) };
  expect(failures(FROM, before, after)).toBeUndefined();
});

test('an inherited value may go where a fix lists it', () => {
  const before = { environment: ['GOPATH=/go'] };
  expect(failures(FROM, before, {})).toBe('the image lacks ENV GOPATH (/go)');
  expect(failures(FROM, before, {}, [GO])).toBeUndefined();
  const expose: InheritedSetting = { setting: 'EXPOSE', name: '80' };
  expect(failures(FROM, { exposedPorts: ['80/tcp'] }, {}, [expose])).toBeUndefined();
});

test('a value that the Dockerfile sets may not differ, whatever a fix lists', () => {
  const text = 'FROM a AS b\nENV X=1 GOPATH=/work\nWORKDIR /app\nFROM b\n';
  const before = { environment: ['GOPATH=/work'], workingDirectory: '/app' };
  const workdir: InheritedSetting = { setting: 'WORKDIR', name: '' };
  expect(failures(text, before, { workingDirectory: '/' }, [GO, workdir])).toBe(
    'the image lacks ENV GOPATH (/work); WORKDIR is / in place of /app',
  );
  expect(failures('FROM a\n', before, { workingDirectory: '/' }, [GO, workdir])).toBeUndefined();
});

test('of a PATH that the Dockerfile sets, its own folders have to stay in their order', () => {
  const text = 'FROM a\nENV PATH=/one:$PATH:/two\n';
  const before = { environment: ['PATH=/one:/go/bin:/bin:/two'] };
  const check = (path: string): string | undefined =>
    failures(text, before, { environment: [`PATH=${path}`] }, [PATH], ['PATH=/go/bin:/bin']);
  expect(check('/venv:/one:/bin:/two')).toBeUndefined();
  expect(check('/two:/bin:/one')).toMatch(/^ENV PATH is /);
  expect(check('/one:/bin')).toMatch(/^ENV PATH is /);
});

test('a command, entry point or user that was not there is a failure', () => {
  expect(failures(FROM, {}, { entrypoint: ['x'] })).toBe(
    'the image has ENTRYPOINT (["x"]), which it had not',
  );
  expect(failures(FROM, {}, { user: 'app' })).toBe('the image has USER (app), which it had not');
});
