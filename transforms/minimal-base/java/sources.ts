import type { BuildContext } from '../../../src/context/build-context.js';
import { expandSource } from '../../../src/context/copy-source.js';
import { localCopies } from '../../../src/context/copied-files.js';
import { readJavaSources } from '../../../src/context/java-sources.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import type { InstructionState } from '../../../src/dockerfile/state.js';
import type { Obstacle } from '../offer.js';

/** What the sources of a program say of the modules that it needs. */
export interface JavaProgramSources {
  /** All of them as one text. */
  readonly text: string;
}

/** Plugins that put jars into the jar, where jdeps does not look. */
const NESTS = /spring-boot|org\.springframework\.boot|quarkus|onejar|one-jar/;
/** Plugins that put the classes of libraries into the jar. */
const MERGES = /maven-shade-plugin|jar-with-dependencies|[Ss]hadow(?:Jar|\b)/;
/** A class of the JDK that is asked for by its name. */
const BY_NAME =
  /\b(?:Class\s*\.\s*forName|loadClass)\s*\(\s*"(?:java|javax|jdk|sun|com\.sun)\.[^"]*"/;
const MANIFEST =
  /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?|build\.xml|settings\.gradle(?:\.kts)?)$/;
const SOURCE = /\.(?:java|kt|scala|groovy)$/;

/**
 * Reads the sources that stages copy; undefined where there are none.
 * @param isJar the program is started as one jar: its libraries have to be in it
 */
export function readProgramSources(
  context: BuildContext,
  stages: readonly Stage[],
  states: readonly InstructionState[],
  isJar: boolean,
): JavaProgramSources | Obstacle | undefined {
  const paths = stages
    .flatMap((stage) => localCopies(stage, states))
    .flatMap(({ sources }) => sources.flatMap((source) => expandSource(context, source)));
  const sources = readJavaSources(context, paths);
  if (sources.isEmpty || sources.incomplete) return undefined;
  const texts = textsBelow(context, paths);
  const manifests = texts.filter(({ path }) => MANIFEST.test(path));
  const nesting = manifests.find(({ text }) => NESTS.test(text));
  if (nesting !== undefined) {
    return {
      reason: 'nested-jars',
      why: `${nesting.path} puts jars into the jar, and jdeps does not look into them`,
    };
  }
  const merges = manifests.some(({ text }) => MERGES.test(text));
  if (isJar && sources.library !== undefined && !merges) {
    return {
      reason: 'libraries-elsewhere',
      why: `${sources.library} uses libraries, and where the jar has them is not known`,
    };
  }
  const drawn = sources.draws ?? sources.usesJdk ?? sources.loadsLibrary;
  if (drawn !== undefined) {
    return {
      reason: 'needs-more-of-java',
      why: `${drawn} draws, compiles or loads a library of machine code`,
    };
  }
  const named = texts.find(({ text }) => BY_NAME.test(text));
  return named === undefined
    ? { text: texts.map(({ text }) => text).join('\n') }
    : {
        reason: 'needs-more-of-java',
        why: `${named.path} asks for a class of the JDK by its name`,
      };
}

function textsBelow(
  context: BuildContext,
  paths: readonly string[],
): readonly { readonly path: string; readonly text: string }[] {
  return paths.flatMap((path) => {
    if (context.entry(path)?.kind === 'directory') {
      return textsBelow(
        context,
        context
          .list(path)
          .filter(({ name }) => !/^(?:\.git|node_modules|target|build|test)$/.test(name))
          .map(({ name }) => (path === '' ? name : `${path}/${name}`)),
      );
    }
    if (!SOURCE.test(path) && !MANIFEST.test(path)) return [];
    const text = context.read(path);
    return text === undefined ? [] : [{ path, text }];
  });
}
