import { expect, test } from '@jest/globals';
import { readDotnetProjects } from '../../src/context/dotnet-project.js';
import { createMemoryContext } from '../../src/context/memory-context.js';
import { dotnetRuntime } from '../../src/knowledge/dotnet-images.js';

test('projects say their name, framework and kind', () => {
  const context = createMemoryContext({
    files: {
      'Web/Web.csproj':
        '\uFEFF<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>',
      'Tool/a.fsproj':
        '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><AssemblyName>tool</AssemblyName><SelfContained>true</SelfContained></PropertyGroup></Project>',
      'Tool/Program.fs': 'Process.Start("/usr/bin/git")',
      'Web/bin/x.csproj': '<Project/>',
      'broken.csproj': '<Project',
    },
  });
  const projects = [...readDotnetProjects(context, [''])].sort((one, other) =>
    one.path < other.path ? -1 : 1,
  );
  expect(projects).toEqual([
    {
      path: 'Tool/a.fsproj',
      assembly: 'tool',
      framework: undefined,
      isWeb: false,
      usesWeb: false,
      selfContained: true,
      programs: [{ name: 'git', place: 'Tool/Program.fs' }],
    },
    {
      path: 'Web/Web.csproj',
      assembly: 'Web',
      framework: 'net8.0',
      isWeb: true,
      usesWeb: true,
      selfContained: false,
      programs: [],
    },
  ]);
});

test.each([
  ['8.0', 'aspnet:8.0'],
  ['6.0-bullseye-slim', 'aspnet:6.0-bullseye-slim'],
  ['8.0-jammy-amd64', 'aspnet:8.0-jammy-amd64'],
  ['8.0-alpine', undefined],
  ['8.0.404', undefined],
  [undefined, undefined],
])('the runtime of sdk:%s is %s', (tag, expected) => {
  const runtime = dotnetRuntime('mcr.microsoft.com/dotnet/sdk', tag, 'aspnet');
  expect(runtime.kind === 'runtime' ? runtime.reference : undefined).toBe(
    expected === undefined ? undefined : `mcr.microsoft.com/dotnet/${expected}`,
  );
});
