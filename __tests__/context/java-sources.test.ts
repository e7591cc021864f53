import { expect, test } from '@jest/globals';
import { readJavaSources, type JavaSources } from '../../src/context/java-sources.js';
import { createMemoryContext } from '../../src/context/memory-context.js';

function read(files: Readonly<Record<string, string>>): JavaSources {
  return readJavaSources(createMemoryContext({ files }), ['']);
}

test('a program of the JDK and of its own classes has no library', () => {
  const sources = read({
    'src/main/java/shop/Main.java':
      'package shop;\nimport java.util.List;\nimport static shop.model.Item.of;\nimport javax.net.ssl.SSLContext;\n',
    'src/main/java/shop/model/Item.java': 'package shop.model;\n',
    'src/test/java/shop/MainTest.java': 'import org.junit.Test;\n',
    'gradle/wrapper/gradle-wrapper.jar': '',
  });
  expect(sources).toEqual({
    isEmpty: false,
    library: undefined,
    files: [],
    programs: [],
    computedProgram: undefined,
    usesJdk: undefined,
    draws: undefined,
    loadsLibrary: undefined,
    incomplete: false,
  });
});

test.each([
  ['import com.google.gson.Gson;', true],
  ['import javax.xml.bind.JAXBContext;', true],
  ['import javax.xml.parsers.SAXParser;', false],
  ['import jakarta.servlet.Servlet;', true],
  ['import com.sun.net.httpserver.HttpServer;', false],
  ['// import com.google.gson.Gson;', false],
])('%s: of a library is %s', (line, expected) => {
  expect(read({ 'Main.java': `${line}\n` }).library !== undefined).toBe(expected);
});

test('jars of others and other languages are libraries', () => {
  expect(read({ 'Main.java': '', 'lib/gson.jar': '' }).library).toBe('lib/gson.jar');
  expect(read({ 'Main.kt': '' }).library).toBe('Main.kt');
});

test.each([
  ['new File("a/b.txt")', ['a/b.txt']],
  ['Path.of("pages/first.txt")', ['pages/first.txt']],
  ['Paths.get( name )', [undefined]],
  ['new FileReader(words[0])', [undefined]],
  ['new PrintWriter("out.txt")', ['out.txt']],
  ['new PrintWriter(System.out)', []],
  ['System.getProperty("user.dir")', [undefined]],
  ['"http://example.com/new File(x)"', [undefined]],
  ['/* new File("a") */', []],
])('%s opens %j', (code, expected) => {
  expect(read({ 'Main.java': `Object o = ${code};\n` }).files).toEqual(expected);
});

test('programs, and what only a JDK has', () => {
  const sources = read({
    'A.java': 'new ProcessBuilder("/usr/bin/git", "log").start();',
    'B.java': 'Runtime.getRuntime().exec("convert a b");',
    'C.java': 'new ProcessBuilder(List.of("sh", "-c", line));',
    'D.java': 'import javax.tools.ToolProvider;',
    'E.java': 'System.loadLibrary("x");',
    'F.java': 'import java.awt.Font;',
  });
  expect(sources.programs).toEqual([
    { name: 'convert', path: 'B.java' },
    { name: 'git', path: 'A.java' },
  ]);
  expect(sources).toMatchObject({
    computedProgram: 'C.java',
    usesJdk: 'D.java',
    loadsLibrary: 'E.java',
    draws: 'F.java',
  });
});

test('without sources nothing is known', () => {
  expect(read({ 'README.md': '' }).isEmpty).toBe(true);
});
