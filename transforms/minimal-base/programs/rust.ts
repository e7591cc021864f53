import { contextFileAt, localCopies } from '../../../src/context/copied-files.js';
import { readRustProject } from '../../../src/context/rust-project.js';
import { readRustSources } from '../../../src/context/rust-sources.js';
import { officialImage } from '../../../src/dockerfile/image-reference.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import { stageCopies } from '../copies.js';
import type { FinalStage } from '../final-stage.js';
import type { BuiltProgram } from './program.js';

/** A program where cargo puts it: the project's folder, the target it is compiled for, its name. */
const BUILT =
  /^(?<folder>\/.*?)\/target\/(?:(?<target>[\w.-]+)\/)?(?:release|debug)\/(?<name>[\w-]+)$/;

/**
 * The programs that a stage of Rust's image builds and that are copied from the folder `target`. Those for musl are static, unless
 * RUSTFLAGS say otherwise.
 */
export function rustPrograms(final: FinalStage, stage: Stage): readonly BuiltProgram[] {
  const { context, states } = final;
  const { base } = stage;
  if (context === undefined || base.kind !== 'image') return [];
  if (officialImage(base.reference) !== 'rust') return [];
  const flags = stage.instructions.find(({ arguments: { text } }) =>
    /crt-static|prefer-dynamic|link-arg/.test(text),
  );
  if (flags !== undefined) return [];
  const isAlpine = base.reference.tag?.includes('alpine') === true;
  return stageCopies(final)
    .filter(({ from }) => from === stage)
    .flatMap(({ sources }) => sources)
    .flatMap((path): readonly BuiltProgram[] => {
      const groups = BUILT.exec(path)?.groups;
      const folder = groups?.['folder'];
      const target = groups?.['target'];
      if (folder === undefined || (target !== undefined && !/-linux-(?:gnu|musl)/.test(target))) {
        return [];
      }
      const manifest = contextFileAt(context, localCopies(stage, states), `${folder}/Cargo.toml`);
      const project =
        manifest === undefined
          ? undefined
          : readRustProject(context, manifest.split('/').slice(0, -1).join('/'));
      if (project === undefined) return [];
      const sources = readRustSources(context, project.folder);
      const links = (target?.includes('musl') ?? isAlpine) ? 'nothing' : 'libgcc';
      if (sources.incomplete || sources.loadsLibraries !== undefined || sources.linked.size > 0) {
        return [];
      }
      return [
        {
          path,
          links,
          needs: {
            certificates: false,
            timeZones: false,
            temporaryFiles: sources.readsFiles,
            users: false,
            unseenCode: sources.hasDependencies,
            programs: sources.programsRun,
            systemFiles: [],
          },
        },
      ];
    });
}
