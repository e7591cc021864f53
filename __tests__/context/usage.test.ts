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
  ['skaffold.yaml', 'skaffold'],
  ['services/api/skaffold.dev.yml', 'skaffold'],
  ['cloudbuild.yaml', 'cloudbuild'],
  ['infra/k8s/api/deployment.yaml', 'kubernetes'],
  ['deploy/job.yml', 'kubernetes'],
  ['charts/api/values.yaml', undefined],
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

  test('a service that extends another one is built like it, and runs its own command', async () => {
    const files = {
      'docker-compose.yml': `
services:
  web:
    extends: {file: common/base.compose.yml, service: app}
    command: npm run serve
  worker:
    extends: web
    command: npm run work
  own:
    extends: {file: common/base.compose.yml, service: app}
    build: ./other
    command: npm run other
  dev:
    extends: {file: common/base.compose.yml, service: app}
    build: {target: dev}
`,
    };
    const base = `services: {app: {build: {context: ../app, args: {V: 1}}, healthcheck: {test: curl localhost}}}`;
    const facts = [
      await readUsage('compose', 'docker-compose.yml', files['docker-compose.yml']),
      await readUsage('compose', 'common/base.compose.yml', base),
    ];
    expect(facts[0]?.further?.map(({ path }) => path)).toContain('common/base.compose.yml');
    const found = useOf('app/Dockerfile', facts);
    expect([...found.contexts.keys()]).toEqual(['app']);
    expect(found.use.commands).toEqual(['npm run serve', 'npm run work', 'curl localhost']);
    expect(found.use.targets).toEqual(['dev']);
    expect(useOf('other/Dockerfile', facts).use.commands).toEqual(['npm run other']);
  });

  test('an included file is another one of the project, whose paths start at its own folder', async () => {
    const top = `
include:
  - infra/services.yml
  - path: [more/a.yml]
    project_directory: .
services: {db: {image: postgres}}
`;
    const first = await readUsage('compose', 'compose.yml', top);
    expect(first.further).toEqual([
      { path: 'infra/services.yml', folder: 'infra', includedBy: '' },
      { path: 'more/a.yml', folder: '', includedBy: '' },
    ]);
    const facts = [
      first,
      await readUsage('compose', 'infra/services.yml', 'services: {api: {build: ./api}}'),
      await readUsage('compose', 'more/a.yml', 'services: {web: {build: web}}', ''),
      await readUsage('make', 'Makefile', 'test:\n\tdocker compose exec api pytest -q\n'),
    ];
    expect([...useOf('infra/api/Dockerfile', facts).contexts.keys()]).toEqual(['infra/api']);
    expect(useOf('infra/api/Dockerfile', facts).use.commands).toEqual(['pytest -q']);
    expect([...useOf('web/Dockerfile', facts).contexts.keys()]).toEqual(['web']);
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

  test('the defaults of variables, and a matrix', async () => {
    const text = `
variable "BASE" { default = "services" }
variable "FOLDER" { default = "\${BASE}/api" }
variable "TAG" {}
target "api" {
  context = FOLDER
  dockerfile = "\${STAGE}.Dockerfile"
  target = STAGE
  matrix = { STAGE = ["web", "work"] }
  args = { V = TAG, W = "\${BASE}" }
  tags = ["acme/\${STAGE}", "acme/api:\${TAG}"]
}
target "odd" { context = upper(BASE) }
`;
    const found = await use('services/api/work.Dockerfile', { 'docker-bake.hcl': text });
    expect([...found.contexts.keys()]).toEqual(['services/api']);
    expect(found.use).toMatchObject({
      targets: ['work'],
      buildArguments: [
        { name: 'V', value: undefined },
        { name: 'W', value: undefined },
      ],
    });
    const json = JSON.stringify({
      variable: { DIR: { default: 'web' } },
      target: { web: { context: '${DIR}', target: 'run' } },
    });
    expect((await use('web/Dockerfile', { 'docker-bake.json': json })).use.targets).toEqual([
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

describe('skaffold', () => {
  test('artifacts, those of profiles and of kaniko included', async () => {
    const text = `
apiVersion: skaffold/v4beta11
kind: Config
build:
  artifacts:
    - image: acme/api
      context: services/api
      docker:
        dockerfile: deploy/Dockerfile
        target: prod
        buildArgs: {VERSION: "1", SHA: "{{.SHA}}"}
    - image: acme/java
      jib: {}
---
apiVersion: skaffold/v4beta11
kind: Config
profiles:
  - name: cluster
    build:
      artifacts:
        - image: acme/api
          context: services/api
          kaniko: {dockerfile: deploy/Dockerfile}
`;
    const found = await use('services/api/deploy/Dockerfile', { 'skaffold.yaml': text });
    expect([...found.contexts.keys()]).toEqual(['services/api']);
    expect(found.use).toEqual({
      targets: ['prod'],
      buildArguments: [
        { name: 'VERSION', value: '1' },
        { name: 'SHA', value: undefined },
      ],
      namedContexts: [],
      commands: [],
      foreignBuilder: true,
    });
    expect((await readUsage('skaffold', 'skaffold.yaml', text)).builds.length).toBe(2);
  });
});

describe('Google Cloud Build', () => {
  test('steps of docker and kaniko, by an older builder unless BuildKit is asked for', async () => {
    const text = `
steps:
  - name: gcr.io/cloud-builders/docker
    args: [build, -t, "gcr.io/$PROJECT_ID/api", --target, run, -f, api/Dockerfile, .]
  - name: gcr.io/cloud-builders/docker
    entrypoint: bash
    args: [-c, "docker build web"]
    env: [DOCKER_BUILDKIT=1]
  - name: gcr.io/kaniko-project/executor:latest
    args: [--context=job, --dockerfile=job/Dockerfile]
`;
    const files = { 'cloudbuild.yaml': text };
    const api = await use('api/Dockerfile', files);
    expect([...api.contexts.keys()]).toEqual(['']);
    expect(api.use).toMatchObject({ targets: ['run'], foreignBuilder: true });
    expect((await use('web/Dockerfile', files)).use.foreignBuilder).toBe(false);
    expect((await use('job/Dockerfile', files)).use.foreignBuilder).toBe(true);
  });
});

describe('Kubernetes', () => {
  test('commands, probes and hooks of the containers of an image that is built here', async () => {
    const found = await use('Dockerfile', {
      'build.sh': 'docker build -t registry.example/acme/api:dev .',
      'k8s/api.yaml': `
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      initContainers:
        - name: migrate
          image: registry.example/acme/api:1.4.0
          command: [sh, -c]
          args: ["npm run migrate"]
      containers:
        - name: api
          image: registry.example/acme/api@sha256:00
          livenessProbe: {exec: {command: [curl, -f, http://localhost:8080/health]}}
          readinessProbe: {httpGet: {path: /, port: 8080}}
          lifecycle: {preStop: {exec: {command: ["sleep", "5"]}}}
        - name: proxy
          image: envoyproxy/envoy
          command: [envoy]
---
apiVersion: v1
kind: Service
`,
      'k8s/chart.yaml': 'kind: Deployment\nspec: {{ toYaml .Values }}\ncommand: [no]\n',
    });
    expect(found.use.commands).toEqual([
      "sh -c 'npm run migrate'",
      'curl -f http://localhost:8080/health',
      'sleep 5',
    ]);
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
