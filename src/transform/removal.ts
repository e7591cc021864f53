import { globExpression, hasWildcard } from '../context/path-pattern.js';

/** A setting that an image gets from its base, by the instruction that would set it. */
export interface InheritedSetting {
  readonly setting:
    'ENV' | 'WORKDIR' | 'USER' | 'ENTRYPOINT' | 'CMD' | 'STOPSIGNAL' | 'EXPOSE' | 'SHELL';
  /** Of ENV the variable, of EXPOSE the port; empty for the others. */
  readonly name: string;
}

/**
 * Something that a fix takes out of the image, or leaves otherwise than it was. Whatever else differs when the image is
 * built with the fix and without, the fix has broken it.
 */
export type Removal =
  | {
      /**
       * One base image gives way to another: what the first has and the second lacks, or has otherwise, and what package
       * managers note about it. It covers nothing that the Dockerfile changed itself.
       */
      readonly kind: 'base';
      /** Both as FROM would name them. */
      readonly before: string;
      readonly after: string;
    }
  | {
      /** Caches, and files that the build context no longer brings. */
      readonly kind: 'paths';
      /** As `takesPath` reads them. */
      readonly paths: readonly string[];
    }
  | {
      /** Packages of apt that were installed only because others recommend them. */
      readonly kind: 'recommended-packages';
      /** The packages by which they came, directly or through others. */
      readonly of: readonly string[];
    }
  | {
      /** What instructions made that now run in a builder stage alone. */
      readonly kind: 'build';
      /** The first lines of these instructions in the text before all edits. */
      readonly lines: readonly number[];
      /** What comes from there with all that is below it: absolute paths, the same in both images. */
      readonly kept: readonly string[];
    }
  | {
      /** Settings that came from a base which is no longer the image's, and may be gone or have other values. */
      readonly kind: 'settings';
      readonly settings: readonly InheritedSetting[];
    };

/**
 * Whether a pattern of a removal takes an absolute path: it names the path or a folder above. Names are matched as in COPY
 * (`*`, `?`, brackets); the name `**` stands for any folders, or none.
 */
export function takesPath(pattern: string, path: string): boolean {
  return takes(namesOf(pattern), namesOf(path));
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '');
}

function takes(patterns: readonly string[], names: readonly string[]): boolean {
  const [pattern, ...others] = patterns;
  if (pattern === undefined) return true;
  if (pattern === '**') {
    return takes(others, names) || (names.length > 0 && takes(patterns, names.slice(1)));
  }
  const [name, ...below] = names;
  return name !== undefined && takesName(pattern, name) && takes(others, below);
}

function takesName(pattern: string, name: string): boolean {
  return hasWildcard(pattern) ? globExpression(pattern)?.test(name) === true : pattern === name;
}
