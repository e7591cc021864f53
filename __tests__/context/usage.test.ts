import { describe, expect, test } from '@jest/globals';
import { readUsage, usageFormat, useOf, type DockerfileUse } from '../../src/context/usage.js';

/** Reads the files of a repository as the tool does, and joins what they say about one Dockerfile. */
async function use(
  dockerfile: string,
  files: Readonly<Record<string, string>>,
): Promise<DockerfileUse> {
  const facts = await Promise.all(
    Object.entries(files).map(([path, text]) => {
      const format = usageFormat(path);
      if (format === undefined) throw new Error(`${path} is not read`);
      return readUsage(format, path, text);
    }),
  );
  return useOf(dockerfile, facts);
}

const contexts = async (
  dockerfile: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> => [...(await use(dockerfile, files)).contexts.keys()];

test.each([
  ['docker-compose.yml', 'compose'],
  ['deploy/compose.prod.yaml', 'compose'],
  ['docker-bake.hcl', 'bake'],
  ['docker-bake.override.json', 'bake'],
  ['.github/workflows/ci.yml', 'workflow'],
  ['.gitlab-ci.yml', 'gitlab'],
  ['Makefile', 'make'],
  ['build.sh', 'shell'],
  ['scripts/build.sh', undefined],
  ['sub/.github/workflows/ci.yml', undefined],
  ['package.json', undefined],
])('%s is read as %s', (path, format) => {
  expect(usageFormat(path)).toBe(format);
});

describe('compose', () => {
  test('context, Dockerfile, target, arguments and named contexts', async () => {
    const { contexts, use: found } = await use('docker/api.Dockerfile', {
      'deploy/docker-compose.yml': `
services:
  api:
    image: acme/api
    build:
      context: ..
      dockerfile: docker/api.Dockerfile
      target: runtime
      args:
        NODE_VERSION: 20
        TOKEN:
        SHA: \${GIT_SHA}
      additional_contexts:
        base: docker-image://alpine
    command: ["npm", "run", "serve it"]
    healthcheck:
      test: ["CMD-SHELL", "curl -f http://localhost/$$PORT || exit 1"]
  worker:
    image: acme/api
    entrypoint: python worker.py
  other:
    image: nginx
    command: nginx -g daemon
`,
    });
    expect([...contexts]).toEqual([['', ['deploy/docker-compose.yml']]]);
    expect(found).toEqual({
      targets: ['runtime'],
      buildArguments: [
        { name: 'NODE_VERSION', value: '20' },
        { name: 'TOKEN', value: undefined },
        { name: 'SHA', value: undefined },
      ],
      namedContexts: ['base'],
      commands: [
        "npm run 'serve it'",
        'curl -f http://localhost/$PORT || exit 1',
        'python worker.py',
      ],
      foreignBuilder: false,
    });
  });

  test('an override without a context extends the service of the file beside it', async () => {
    const { contexts, use: found } = await use('api/Dockerfile', {
      'docker-compose.yml': 'services: {api: {build: ./api}}',
      'docker-compose.override.yml':
        'services: {api: {build: {target: dev}, command: npm run dev}}',
    });
    expect([...contexts.keys()]).toEqual(['api']);
    expect(found.targets).toEqual(['dev']);
    expect(found.commands).toEqual(['npm run dev']);
  });

  test('a default counts for what is built, not for the value of an argument', async () => {
    const { contexts, use: found } = await use('app/Dockerfile', {
      'compose.yml':
        'services: {a: {build: {context: "${DIR:-app}", target: "${T-prod}", args: {V: "${V:-1}"}}}}',
    });
    expect([...contexts.keys()]).toEqual(['app']);
    expect(found.targets).toEqual(['prod']);
    expect(found.buildArguments).toEqual([{ name: 'V', value: undefined }]);
  });

  test('anchors and merges are followed; remote and computed contexts say nothing', async () => {
    const text = `
x-build: &build
  context: .
  dockerfile: a/Dockerfile
services:
  a:
    build:
      <<: *build
      target: one
  b: {build: "https://github.com/acme/b.git"}
  c: {build: "\${WHERE}"}
`;
    const found = await use('a/Dockerfile', { 'compose.yaml': text });
    expect([...found.contexts.keys()]).toEqual(['']);
    expect(found.use.targets).toEqual(['one']);
    expect(await contexts('Dockerfile', { 'compose.yaml': text })).toEqual([]);
  });

  test('text that is no YAML is an error with a message', async () => {
    await expect(readUsage('compose', 'compose.yml', 'services: [a: {')).rejects.toThrow(/./);
  });
});

describe('bake', () => {
  const hcl = `
// the common part
variable "TAG" { default = "latest" }
function "tag" { params = [x]
  result = "\${x}:\${TAG}" }
target "base" {
  context = "services"
  args = { A = "1", B = upper("x") }
}
target "api" {
  inherits = ["base"]
  dockerfile = "../docker/api.Dockerfile"
  target = "final" # comment
  args = {
    "C" = TAG
    D : "4"
  }
  contexts = { base = "target:base" }
  tags = ["acme/api:1", "acme/api:\${TAG}"]
  cache-from = [{ type = "gha", scope = foo(1, [2]) }]
}
`;
  test('literal values of HCL, with what is inherited', async () => {
    const { contexts, use: found } = await use('docker/api.Dockerfile', { 'docker-bake.hcl': hcl });
    expect([...contexts.keys()]).toEqual(['services']);
    expect(found).toMatchObject({ targets: ['final'], namedContexts: ['base'] });
    expect(found.buildArguments).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: undefined },
      { name: 'C', value: undefined },
      { name: 'D', value: '4' },
    ]);
  });

  test('JSON', async () => {
    const text = JSON.stringify({ target: { web: { context: 'web', target: 'run' } } });
    expect((await use('web/Dockerfile', { 'docker-bake.json': text })).use.targets).toEqual([
      'run',
    ]);
  });

  test.each(['target "a" {', 'target "a" { context = [', '"', '}}}', 'a = ]', '<<EOF\nx'])(
    'broken text ends: %s',
    async (text) => {
      expect((await readUsage('bake', 'docker-bake.hcl', text)).runs).toEqual([]);
    },
  );
});

describe('GitHub workflow', () => {
  test('build-push-action with a matrix', async () => {
    const text = `
env: {DIR: services}
jobs:
  images:
    strategy:
      matrix:
        app: [api, web]
        include:
          - app: web
            stage: static
    steps:
      - uses: actions/checkout@v4
      - uses: docker/build-push-action@v6
        with:
          context: \${{ env.DIR }}/\${{ matrix.app }}
          target: \${{ matrix.stage }}
          build-args: |
            VERSION=1.2
            SHA=\${{ github.sha }}
`;
    const files = { '.github/workflows/build.yml': text };
    const web = await use('services/web/Dockerfile', files);
    expect([...web.contexts.keys()]).toEqual(['services/web']);
    expect(web.use.targets).toEqual(['static']);
    expect(web.use.buildArguments).toEqual([
      { name: 'VERSION', value: '1.2' },
      { name: 'SHA', value: undefined },
    ]);
    const api = await use('services/api/Dockerfile', files);
    expect([...api.contexts.keys()]).toEqual(['services/api']);
    expect(api.use.targets).toEqual([]);
  });

  test('file is found from the working directory, and no context is the whole repository', async () => {
    const text = `
jobs:
  a: {steps: [{uses: docker/build-push-action@v6, with: {file: docker/Dockerfile}}]}
  b: {steps: [{uses: docker/build-push-action@v6, with: {context: "{{defaultContext}}:sub", file: b.Dockerfile}}]}
`;
    const files = { '.github/workflows/x.yaml': text };
    expect(await contexts('docker/Dockerfile', files)).toEqual(['']);
    expect(await contexts('sub/b.Dockerfile', files)).toEqual(['sub']);
  });

  test('run steps, with working-directory', async () => {
    const text = `
defaults: {run: {working-directory: app}}
jobs:
  a:
    steps:
      - run: |
          docker build -t x:\${{ github.sha }} \\
            --build-arg TOKEN=\${{ secrets.T }} .
      - run: docker build \${{ github.workspace }}/lib
`;
    const files = { '.github/workflows/x.yml': text };
    const { contexts: found, use: usage } = await use('app/Dockerfile', files);
    expect([...found.keys()]).toEqual(['app']);
    expect(usage.buildArguments).toEqual([{ name: 'TOKEN', value: undefined }]);
    expect(await contexts('lib/Dockerfile', files)).toEqual(['lib']);
  });
});

describe('GitLab', () => {
  test('scripts with variables', async () => {
    const text = `
variables: {DOCKERFILE: build/Dockerfile, DOCKER_BUILDKIT: "0"}
.hidden: &login [docker login]
image:
  before_script:
    - *login
  script:
    - docker build -f $DOCKERFILE --target=prod "$CI_PROJECT_DIR"
    - docker run --rm -it -v /a:/b $IMAGE pytest
`;
    const found = await use('build/Dockerfile', {
      '.gitlab-ci.yml': text.replace('image:', 'job:'),
    });
    expect([...found.contexts.keys()]).toEqual(['']);
    expect(found.use.targets).toEqual(['prod']);
    expect(found.use.foreignBuilder).toBe(true);
  });

  test('kaniko is a foreign builder', async () => {
    const text = `
kaniko:
  script:
    - /kaniko/executor --context "\${CI_PROJECT_DIR}/app" --dockerfile "\${CI_PROJECT_DIR}/app/Dockerfile" --destination a
`;
    const found = await use('app/Dockerfile', { '.gitlab-ci.yml': text });
    expect([...found.contexts.keys()]).toEqual(['app']);
    expect(found.use.foreignBuilder).toBe(true);
  });
});

describe('shell files', () => {
  test.each([
    ['docker build .', 'Dockerfile', ['']],
    ['docker build -t x -f a/Dockerfile .', 'a/Dockerfile', ['']],
    ['docker buildx build --push --platform linux/amd64 -ta a', 'a/Dockerfile', ['a']],
    ['sudo docker --debug image build --pull a/', 'a/Dockerfile', ['a']],
    ['cd a && docker build .', 'a/Dockerfile', ['a']],
    ['(cd a && docker build .)\ndocker build b', 'b/Dockerfile', ['b']],
    ['(cd a; docker build .)\ndocker build .', 'a/Dockerfile', ['a']],
    ['cd "$(dirname "$0")" && docker build .', 'Dockerfile', ['']],
    [
      'D="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"\ndocker build "$D/a"',
      'a/Dockerfile',
      ['a'],
    ],
    ['for d in a b; do cd $d; done\ndocker build .', 'Dockerfile', []],
    ['F=a/Dockerfile\ndocker build -f $F $(git rev-parse --show-toplevel)', 'a/Dockerfile', ['']],
    ['docker build $ARGS --build-arg=X=1 a', 'a/Dockerfile', ['a']],
    ['docker build -f a/Dockerfile "$SOMEWHERE"', 'a/Dockerfile', []],
    ['docker build -f ${FILE:-a/Dockerfile} .', 'a/Dockerfile', ['']],
    ['docker build - < Dockerfile', 'Dockerfile', []],
    ['docker build https://github.com/a/b.git', 'Dockerfile', []],
    ['docker build ../..', 'Dockerfile', []],
    ['# docker build .', 'Dockerfile', []],
    ['echo docker build .', 'Dockerfile', []],
    ['buildah bud -f Containerfile .', 'Containerfile', ['']],
  ])('%s', async (script, dockerfile, expected) => {
    expect(await contexts(dockerfile, { 'build.sh': script })).toEqual(expected);
  });

  test('build arguments whose values the caller decides', async () => {
    const script =
      'A=1\ndocker build --build-arg A=$A --build-arg B=$PWD --build-arg C=${C:-2} --build-arg D .';
    expect((await use('Dockerfile', { 'build.sh': script })).use.buildArguments).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: undefined },
      { name: 'C', value: undefined },
      { name: 'D', value: undefined },
    ]);
  });

  test('what runs in the image', async () => {
    const { use: found } = await use('Dockerfile', {
      'build.sh': `docker build -t acme .
docker run --rm -e A=1 -it acme pytest -q "a b"
docker run --entrypoint /bin/bash acme -c ls
docker run other nothing
docker run acme --verbose
docker exec -u root box npm run migrate
DOCKER_BUILDKIT=0 docker build .`,
      'compose.yml': 'services: {web: {build: .}}',
      'test.sh':
        'docker compose -f compose.yml run --rm web rake test\ndocker compose exec db psql',
    });
    expect(found.commands).toEqual([
      'pytest -q "a b"',
      '/bin/bash -c ls',
      'npm run migrate',
      'rake test',
    ]);
    expect(found.foreignBuilder).toBe(true);
  });
});

test('Makefile: each line is a script, variables set once are filled in', async () => {
  const makefile = `
DOCKER ?= docker
DIR := services/api
TAG = a
TAG = b
all:
\tcd other && true
\t@$(DOCKER) build --target $(TAG) \\
\t  -f $(DIR)/Dockerfile \\
\t  $(CURDIR)
`;
  const found = await use('services/api/Dockerfile', { Makefile: makefile });
  expect([...found.contexts.keys()]).toEqual(['']);
  expect(found.use.targets).toEqual([]);
});
