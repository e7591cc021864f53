import { expect, test } from '@jest/globals';
import { createMemoryContext } from '../../src/context/memory-context.js';
import { readMavenProject, type MavenProject } from '../../src/context/maven-project.js';

const POM = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>3.2.5</version>
  </parent>
  <groupId>com.example</groupId>
  <artifactId>orders</artifactId>
  <version>1.4.0</version>
  <!-- a war, not a jar -->
  <packaging>war</packaging>
  <properties>
    <java.version>17</java.version>
    <jackson.version>2.17.0</jackson.version>
    <name.of.war>\${project.artifactId}-\${project.version}</name.of.war>
  </properties>
  <modules>
    <module>api</module>
    <module>../shared</module>
  </modules>
  <dependencies>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-web</artifactId>
    </dependency>
    <dependency>
      <groupId>com.fasterxml.jackson.core</groupId>
      <artifactId>jackson-databind</artifactId>
      <version>\${jackson.version}</version>
    </dependency>
    <dependency>
      <groupId>com.example</groupId>
      <artifactId>helpers</artifactId>
      <version>\${revision}</version>
      <scope>test</scope>
      <optional>true</optional>
    </dependency>
  </dependencies>
  <build>
    <finalName>\${name.of.war}</finalName>
    <plugins>
      <plugin>
        <artifactId>maven-war-plugin</artifactId>
        <version>3.4.0</version>
      </plugin>
      <plugin>
        <groupId>org.springframework.boot</groupId>
        <artifactId>spring-boot-maven-plugin</artifactId>
      </plugin>
    </plugins>
  </build>
</project>
`;

function read(text: string): MavenProject | undefined {
  return readMavenProject(createMemoryContext({ files: { 'app/pom.xml': text } }), 'app');
}

test('reads coordinates, modules, dependencies and plugins, with properties filled in', () => {
  expect(read(POM)).toEqual({
    folder: 'app',
    group: 'com.example',
    artifact: 'orders',
    version: '1.4.0',
    packaging: 'war',
    finalName: 'orders-1.4.0',
    finalNameText: '${name.of.war}',
    parent: 'org.springframework.boot:spring-boot-starter-parent',
    parentPath: '../pom.xml',
    modules: ['api', '../shared'],
    properties: new Map([
      ['java.version', '17'],
      ['jackson.version', '2.17.0'],
      ['name.of.war', '${project.artifactId}-${project.version}'],
    ]),
    dependencies: [
      {
        group: 'org.springframework.boot',
        artifact: 'spring-boot-starter-web',
        version: undefined,
        scope: 'compile',
        optional: false,
      },
      {
        group: 'com.fasterxml.jackson.core',
        artifact: 'jackson-databind',
        version: '2.17.0',
        scope: 'compile',
        optional: false,
      },
      {
        group: 'com.example',
        artifact: 'helpers',
        version: undefined,
        scope: 'test',
        optional: true,
      },
    ],
    plugins: [
      { group: 'org.apache.maven.plugins', artifact: 'maven-war-plugin', version: '3.4.0' },
      {
        group: 'org.springframework.boot',
        artifact: 'spring-boot-maven-plugin',
        version: undefined,
      },
    ],
    hasProfiles: false,
  });
});

test('takes what is missing from the parent, and a jar where nothing is said', () => {
  expect(
    read(
      '<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>2</version></parent><artifactId>a</artifactId><profiles><profile/></profiles></project>',
    ),
  ).toMatchObject({ group: 'g', artifact: 'a', version: '2', packaging: 'jar', hasProfiles: true });
});

test.each([
  ['no XML', 'project:'],
  ['no end', '<project><artifactId>a'],
  ['another document', '<settings/>'],
  [
    'properties that name each other',
    '<project><version>${a}</version><properties><a>${b}</a><b>${a}</b></properties></project>',
  ],
])('%s', (_, text) => {
  expect(read(text)?.version).toBeUndefined();
});
