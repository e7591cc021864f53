import { expect, test } from '@jest/globals';
import { readMavenModule } from '../../src/context/maven-module.js';
import { createMemoryContext } from '../../src/context/memory-context.js';

const PARENT = `<project>
  <groupId>g</groupId>
  <artifactId>all</artifactId>
  <version>\${revision}</version>
  <properties><revision>1</revision></properties>
  <build><finalName>my-\${project.artifactId}-\${project.version}</finalName></build>
</project>`;
const CHILD = `<project>
  <parent><groupId>g</groupId><artifactId>all</artifactId><version>\${revision}</version></parent>
  <artifactId>web</artifactId>
</project>`;

function nameOf(
  files: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>> = {},
): string | undefined {
  const context = createMemoryContext({ files });
  return readMavenModule(context, 'web', new Map(Object.entries(given)))?.archiveName;
}

test('a module takes name and properties from its parent', () => {
  expect(nameOf({ 'pom.xml': PARENT, 'web/pom.xml': CHILD })).toBe('my-web-1');
});

test('the command line wins over properties', () => {
  const files = { 'pom.xml': PARENT, 'web/pom.xml': CHILD };
  expect(nameOf(files, { revision: '2.5' })).toBe('my-web-2.5');
});

test('a parent that is not in the context leaves what it sets unknown', () => {
  expect(nameOf({ 'web/pom.xml': CHILD })).toBeUndefined();
  expect(
    nameOf({
      'pom.xml': PARENT.replace('<artifactId>all', '<artifactId>other'),
      'web/pom.xml': CHILD,
    }),
  ).toBeUndefined();
});

test('an empty relativePath looks in the repository alone', () => {
  const child = CHILD.replace('<version>', '<relativePath/><version>').replace(
    '</artifactId>\n</project>',
    '</artifactId><version>3</version>\n</project>',
  );
  expect(nameOf({ 'pom.xml': PARENT, 'web/pom.xml': child })).toBe('web-3');
});
