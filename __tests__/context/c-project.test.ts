import { expect, test } from '@jest/globals';
import { readCProject } from '../../src/context/c-project.js';
import { createMemoryContext } from '../../src/context/memory-context.js';

function read(files: Readonly<Record<string, string>>): ReturnType<typeof readCProject> {
  return readCProject(createMemoryContext({ files }), ['']);
}

test('headers of the project are none of the system, and what is in comments or tests is not seen', () => {
  const project = read({
    'src/main.c': '#include <sqlite3.h>\n#include "lib/own.h"\n// dlopen("x")\n/* system(a) */',
    'include/lib/own.h': '#include <curl/curl.h>',
    'tests/test.cpp': '#include <gtest/gtest.h>',
  });
  expect([...project.includes].sort()).toEqual(['curl/curl.h', 'sqlite3.h']);
  expect([...project.languages]).toEqual(['c']);
  expect(project.loadsLibraries).toBeUndefined();
  expect(project.programsRun).toEqual([]);
});

test('files that are opened, literally or not', () => {
  const { fileReads } = read({
    'a.c': 'int f(void) { fopen("a.txt", "r"); open(path, O_RDONLY); read(fd, b, 1); }',
    'b.cpp':
      'std::ifstream in("b.txt"); out.open("c.txt"); std::ifstream other(name); fopen(DIR "/x", "r");',
  });
  expect([...fileReads].sort()).toEqual([
    'a.txt',
    'b.txt',
    'c.txt',
    undefined,
    undefined,
    undefined,
  ]);
});

test('programs that are started, and libraries that are loaded', () => {
  const project = read({
    'a.c': 'system("git log | head"); popen(command, "r"); execlp("ls", "ls", 0);',
    'b.cpp': 'handle = dlopen(name, RTLD_NOW);',
  });
  expect(project.programsRun).toEqual(['git log | head', undefined, 'ls']);
  expect(project.loadsLibraries).toBe('b.cpp');
});

test('libraries that build files link with', () => {
  const { linked, buildFiles } = read({
    Makefile: 'LDLIBS = -lm -lsqlite3\n',
    'sub/CMakeLists.txt': 'target_link_libraries(x curl)',
    'meson.build': "project('x', 'c')",
  });
  expect([...linked]).toEqual(['m', 'sqlite3']);
  expect(buildFiles.map(({ kind }) => kind).sort()).toEqual(['cmake', 'make', 'meson']);
});
