import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml';
import type { BuildContext } from './build-context.js';

/** A project of .NET: a `.csproj`, `.fsproj` or `.vbproj`. */
export interface DotnetProject {
  /** In the context. */
  readonly path: string;
  /** The name of what it builds, without the ending. */
  readonly assembly: string;
  /** `net8.0`; undefined where none is written, several are, or a property says it. */
  readonly framework: string | undefined;
  /** It is built with the SDK for the web. */
  readonly isWeb: boolean;
  /** It may use the framework of ASP.NET Core: itself, or through packages. */
  readonly usesWeb: boolean;
  /** It says that the runtime is published along, or one file alone. */
  readonly selfContained: boolean;
  /** Programs that the sources beside it start. */
  readonly programs: readonly { readonly name: string; readonly place: string }[];
}

const PROJECT = /\.(?:cs|fs|vb)proj$/;
const SOURCE = /\.(?:cs|fs|vb)$/;
const FOREIGN = /^(?:bin|obj|node_modules|\..*)$/;
const FILE_LIMIT = 2000;
const STARTING = /\b(?:Process\s*\.\s*Start|ProcessStartInfo)\s*\(\s*"(?:[^"\n]*\/)?([\w.+-]+)"/g;

/** Reads the projects below some paths of the context, files or folders. */
export function readDotnetProjects(
  context: BuildContext,
  paths: readonly string[],
): readonly DotnetProject[] {
  const projects = new Map<string, DotnetProject>();
  const programs: { readonly name: string; readonly place: string }[] = [];
  const pending = [...paths];
  let seen = 0;
  for (let path = pending.pop(); path !== undefined && seen < FILE_LIMIT; path = pending.pop()) {
    if (context.entry(path)?.kind === 'directory') {
      for (const { name } of context.list(path)) {
        if (!FOREIGN.test(name)) pending.push(path === '' ? name : `${path}/${name}`);
      }
      continue;
    }
    if (SOURCE.test(path)) {
      seen += 1;
      const text = context.read(path) ?? '';
      for (const [, name] of text.matchAll(STARTING)) {
        if (name !== undefined) programs.push({ name, place: path });
      }
    }
    const project = PROJECT.test(path) ? readProject(path, context.read(path) ?? '') : undefined;
    if (project !== undefined) projects.set(path, project);
  }
  return [...projects.values()].map((project) => ({
    ...project,
    programs: programs.filter(({ place }) => place.startsWith(folderOf(project.path))),
  }));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function readProject(path: string, text: string): DotnetProject | undefined {
  let root: XmlElement | null;
  try {
    root = parseXml(text.replace(/^\uFEFF/, '')).root;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return undefined;
  }
  if (root?.name !== 'Project') return undefined;
  const elements = root.children.flatMap(childElements);
  const valueOf = (name: string): string | undefined =>
    elements.find((element) => element.name === name)?.text.trim();
  const framework = valueOf('TargetFramework');
  const sdk = root.attributes['Sdk'] ?? '';
  const includes = (name: string): readonly string[] =>
    elements.flatMap((element) =>
      element.name === name ? (element.attributes['Include'] ?? []) : [],
    );
  return {
    path,
    assembly: valueOf('AssemblyName') ?? path.slice(folderOf(path).length).replace(PROJECT, ''),
    framework: framework?.includes('$') === true ? undefined : framework,
    isWeb: /\.Sdk\.(?:Web|BlazorWebAssembly|Razor)\b/.test(sdk),
    usesWeb:
      /\.Sdk\.(?:Web|Razor)\b/.test(sdk) ||
      includes('FrameworkReference').includes('Microsoft.AspNetCore.App') ||
      // What a package refers to is written in the package.
      includes('PackageReference').length > 0,
    selfContained: ['SelfContained', 'PublishSingleFile', 'PublishAot'].some(
      (name) => valueOf(name)?.toLowerCase() === 'true',
    ),
    programs: [],
  };
}

/** The properties and items in a group. */
function childElements(node: unknown): readonly XmlElement[] {
  return node instanceof XmlElement
    ? node.children.filter((inner) => inner instanceof XmlElement)
    : [];
}
