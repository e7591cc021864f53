import type { CBuildFile } from '../../../../src/context/c-project.js';
import { recipesOf } from './makefile.js';

/** Targets that no build asks for, or that {@link installationOf} reads. */
const ASIDE = /^(?:(?:un)?install|(?:dist|maintainer-|mostly|very)?clean|format|help|lint)\b/;
/** Commands of recipes that compile, and that make or remove what compiling needs. */
const COMPILES =
  /^(?:\$[({](?:AR|CC|CXX|FC|LD|MAKE|RANLIB|RM|STRIP)[)}]|(?:[\w.-]+-)?(?:ar|cc|c\+\+|clang(?:\+\+)?|gcc|g\+\+|gfortran|ld|ranlib|strip)(?:-\d+)?|:|\[|echo|make|mkdir|printf|rm|test|true)$/;
const GENERATES: Readonly<Record<Exclude<CBuildFile['kind'], 'make' | 'autotools'>, RegExp>> = {
  cmake:
    /\b(?:add_custom_command|add_custom_target|configure_file|execute_process|file\s*\(\s*(?:APPEND|CONFIGURE|COPY|GENERATE|WRITE)|write_file)\b/i,
  meson:
    /\b(?:add_postconf_script|configure_file|custom_target|generator|run_command|vcs_tag)\s*\(/,
};

/** Whether what a build file describes may leave other files in the folder than programs, libraries and what they are linked of. */
export function makesData({ kind, text }: CBuildFile): boolean {
  if (kind === 'cmake' || kind === 'meson') return GENERATES[kind].test(text);
  if (/\$[({]shell\b[^)}]*>|\bAC_CONFIG_COMMANDS\b/.test(text)) return true;
  return recipesOf(text, new Map(), (target) => !ASIDE.test(target)).some((line) =>
    line.split(/&&|\|\||[;|]/).some((part) => {
      const words = part
        .trim()
        .replace(/^[@+-]+[ \t]*/, '')
        .split(/[ \t]+/)
        .filter((word) => !/^\w+=/.test(word));
      const [first = ''] = words;
      const writes = />(?!&|[ \t]*\/dev\/null)/.test(part);
      return first !== '' && (writes || !COMPILES.test(first));
    }),
  );
}
