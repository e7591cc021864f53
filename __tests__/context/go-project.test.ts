import { describe, expect, test } from '@jest/globals';
import { readGoProject } from '../../src/context/go-project.js';
import { createMemoryContext } from '../../src/context/memory-context.js';

const MAIN = `// Package comment, not: import "C"
package main

import (
	"embed"
	"html/template"
	_ "github.com/mattn/go-sqlite3" // driver
)

//go:embed static "with space" data/*.json
var files embed.FS

// os.ReadFile("in-a-comment")
var pages = template.Must(template.ParseGlob("templates/*.html"))

func read(name string) { os.ReadFile(name); os.Open("config.yml"); r.Static("/a", "./assets"); t.ParseFiles("a.html", name); exec.Command("git", "x"); exec.CommandContext(ctx, name) }
`;

describe('readGoProject', () => {
  test('reads go.mod and the sources of the module', () => {
    const context = createMemoryContext({
      files: {
        'go.mod':
          'module example.com/app // the app\n\ngo 1.19\n\nrequire (\n\tgithub.com/a/b v1.0.0\n\tgithub.com/c/d v2.0.0 // indirect\n)\nrequire x.org/y v0.1.0\nreplace x.org/y => ../y\nreplace (\n\tgithub.com/a/b v1.0.0 => github.com/fork/b v1.0.1\n)\n',
        'go.sum': '',
        'main.go': MAIN,
        'cmd/tool/main.go': 'package main\n\nimport "C"\n',
        'scripts/generate.go': '//go:build ignore\n\npackage main\n',
        'lib/lib.go': 'package lib\n\nimport f "fmt"\n',
        'lib/lib_test.go': 'package lib\n\nimport "net/http"\n',
        'vendor/v/v.go': 'package main\n',
        'other/go.mod': 'module other\n',
        'other/main.go': 'package main\n',
      },
    });
    const read = readGoProject(context, '');
    expect(read).toMatchObject({ module: 'example.com/app', goVersion: '1.19', hasGoSum: true });
    expect(read?.requirements).toEqual([
      { path: 'github.com/a/b', version: 'v1.0.0', indirect: false },
      { path: 'github.com/c/d', version: 'v2.0.0', indirect: true },
      { path: 'x.org/y', version: 'v0.1.0', indirect: false },
    ]);
    expect(read?.replacements).toEqual([
      { path: 'x.org/y', target: '../y' },
      { path: 'github.com/a/b', target: 'github.com/fork/b' },
    ]);
    expect(read?.mainFolders).toEqual(['cmd/tool', '.']);
    expect(read?.importsC).toBe(true);
    expect([...(read?.imports ?? [])].sort()).toEqual([
      'C',
      'embed',
      'fmt',
      'github.com/mattn/go-sqlite3',
      'html/template',
    ]);
    expect(read?.embedded).toEqual(['static', 'with space', 'data/*.json']);
    expect(read?.programsRun).toEqual(['git', undefined]);
    expect(read?.fileReads.map(({ call, path }) => [call, path])).toEqual([
      ['template.ParseGlob', 'templates/*.html'],
      ['os.ReadFile', undefined],
      ['os.Open', 'config.yml'],
      ['r.Static', './assets'],
      ['t.ParseFiles', 'a.html'],
      ['t.ParseFiles', undefined],
    ]);
  });

  test('sees what asks for users and for temporary files', () => {
    const factsOf = (body: string, imports = '') => {
      const text = `package main\n${imports}\nfunc main() { ${body} }\n`;
      return readGoProject(createMemoryContext({ files: { 'main.go': text } }), '');
    };
    const neither = { makesTemporaryFiles: false, looksUpUsers: false };
    expect(factsOf('os.ReadFile("tmp/a")')).toMatchObject(neither);
    expect(factsOf('os.CreateTemp("", "a")')).toMatchObject({ makesTemporaryFiles: true });
    expect(factsOf('r.FormFile("a")')).toMatchObject({ makesTemporaryFiles: true });
    expect(factsOf('os.Create("/tmp/a")')).toMatchObject({ makesTemporaryFiles: true });
    expect(factsOf('os.UserHomeDir()')).toMatchObject({ looksUpUsers: true });
    expect(factsOf('', 'import "os/user"')).toMatchObject({ looksUpUsers: true });
  });

  test('is undefined where nothing is of Go', () => {
    expect(readGoProject(createMemoryContext({ files: { 'a.txt': '' } }), '')).toBeUndefined();
  });
});
