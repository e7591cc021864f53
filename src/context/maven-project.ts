import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml';
import type { BuildContext } from './build-context.js';

/** A dependency of a `pom.xml`. */
export interface MavenDependency {
  readonly group: string;
  readonly artifact: string;
  /** Properties filled in; undefined where a parent or a list of managed versions decides, or a property is not known. */
  readonly version: string | undefined;
  /** `compile` where nothing else is written. */
  readonly scope: string;
  readonly optional: boolean;
}

/** A plugin of a `pom.xml`'s build; the group of Maven's own ones may be left out. */
export interface MavenPlugin {
  readonly group: string;
  readonly artifact: string;
  readonly version: string | undefined;
}

/** What a `pom.xml` says, without what its parents add. */
export interface MavenProject {
  /** Folder relative to the context root; `''` for the root. */
  readonly folder: string;
  readonly group: string | undefined;
  readonly artifact: string | undefined;
  readonly version: string | undefined;
  /** `jar` where nothing else is written. */
  readonly packaging: string;
  /** `build.finalName`, properties filled in; undefined where none is given or a property is not known. */
  readonly finalName: string | undefined;
  /** The same as it is written, its own or inherited. */
  readonly finalNameText: string | undefined;
  /** `group:artifact` of the parent. */
  readonly parent: string | undefined;
  /** Where the parent's `pom.xml` would be, relative to this folder; undefined where there is no parent, or only in a repository. */
  readonly parentPath: string | undefined;
  /** Folders of the modules, relative to this one. */
  readonly modules: readonly string[];
  readonly properties: ReadonlyMap<string, string>;
  readonly dependencies: readonly MavenDependency[];
  /** Plugins of the build itself; those of profiles and of `pluginManagement` are not among them. */
  readonly plugins: readonly MavenPlugin[];
  /** Some profile exists, so that the build may be another one. */
  readonly hasProfiles: boolean;
}

/** What a `pom.xml` gets from its parents and from the command line. */
export interface MavenInheritance {
  readonly properties: ReadonlyMap<string, string>;
  readonly finalNameText: string | undefined;
}

const NOTHING_INHERITED: MavenInheritance = { properties: new Map(), finalNameText: undefined };

/**
 * Reads the `pom.xml` of a folder; undefined where there is none, or none that is XML.
 * @see https://maven.apache.org/pom.html
 */
export function readMavenProject(
  context: BuildContext,
  folder: string,
  inherited: MavenInheritance = NOTHING_INHERITED,
): MavenProject | undefined {
  const text = context.read(folder === '' ? 'pom.xml' : `${folder}/pom.xml`);
  const root = text === undefined ? undefined : parse(text);
  if (root?.name !== 'project') return undefined;
  const parent = child(root, 'parent');
  const properties = new Map(
    children(child(root, 'properties')).map((property) => [property.name, property.text.trim()]),
  );
  const own = new Map([...inherited.properties, ...properties]);
  for (const name of ['groupId', 'artifactId', 'version']) {
    const value = textOf(root, name) ?? textOf(parent, name);
    if (value !== undefined && name !== 'artifactId') own.set(`project.${name}`, value);
    if (name === 'artifactId') own.set('project.artifactId', textOf(root, name) ?? '');
  }
  const filled = (element: XmlElement | undefined, name: string): string | undefined =>
    fill(textOf(element, name), own);
  const build = child(root, 'build');
  const parentName = [textOf(parent, 'groupId'), textOf(parent, 'artifactId')];
  const finalNameText = textOf(build, 'finalName') ?? inherited.finalNameText;
  return {
    folder,
    group: filled(root, 'groupId') ?? filled(parent, 'groupId'),
    artifact: filled(root, 'artifactId'),
    version: filled(root, 'version') ?? filled(parent, 'version'),
    packaging: textOf(root, 'packaging') ?? 'jar',
    finalName: fill(finalNameText, own),
    finalNameText,
    parent: parent === undefined ? undefined : parentName.map((part) => part ?? '').join(':'),
    parentPath:
      parent === undefined
        ? undefined
        : (textOf(parent, 'relativePath') ?? '../pom.xml') || undefined,
    modules: children(child(root, 'modules')).map(({ text: module }) => module.trim()),
    properties,
    dependencies: children(child(root, 'dependencies')).map((dependency) => ({
      group: filled(dependency, 'groupId') ?? '',
      artifact: filled(dependency, 'artifactId') ?? '',
      version: filled(dependency, 'version'),
      scope: textOf(dependency, 'scope') ?? 'compile',
      optional: textOf(dependency, 'optional') === 'true',
    })),
    plugins: children(child(build, 'plugins')).map((plugin) => ({
      group: filled(plugin, 'groupId') ?? 'org.apache.maven.plugins',
      artifact: filled(plugin, 'artifactId') ?? '',
      version: filled(plugin, 'version'),
    })),
    hasProfiles: children(child(root, 'profiles')).length > 0,
  };
}

function parse(text: string): XmlElement | undefined {
  try {
    return parseXml(text).root ?? undefined;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return undefined;
  }
}

function children(element: XmlElement | undefined): readonly XmlElement[] {
  return (element?.children ?? []).filter((node) => node instanceof XmlElement);
}

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return children(element).find((node) => node.name === name);
}

function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.text.trim();
}

/** A property may name others; one that is not known here (of a parent, of the command line) leaves nothing. */
function fill(
  text: string | undefined,
  properties: ReadonlyMap<string, string>,
): string | undefined {
  let value = text;
  for (let depth = 0; value?.includes('${') === true; depth += 1) {
    const names = [...value.matchAll(PROPERTY)].map((match) => match[1] ?? '');
    if (depth > 8 || value.length > 1000 || names.some((name) => !properties.has(name))) {
      return undefined;
    }
    value = value.replace(PROPERTY, (_, name: string) => properties.get(name) ?? '');
  }
  return value;
}

const PROPERTY = /\$\{([^{}]+)\}/g;
