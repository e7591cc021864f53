import type { Dockerfile, Stage } from '../dockerfile/model.js';
import { findDisagreement } from '../dockerfile/second-reader.js';
import { instructionStates } from '../dockerfile/state.js';
import type { TextRange } from '../dockerfile/text.js';

/** Why a file or a stage is left alone as a whole. */
export interface Gate {
  readonly reason: string;
  readonly message: string;
  readonly range: TextRange;
}

const TEMPLATE_MARKS: readonly { readonly mark: RegExp; readonly name: string }[] = [
  {
    mark: /^[ \t]*(?:FROM|RUN|COPY|ADD|ENV|ARG|WORKDIR|USER)\b[^\n]*\{\{(?!\s*\.(?:State|Status|Names|ID|Image)\b)/im,
    name: '{{ … }}',
  },
  { mark: /^[ \t]*\{[{%]/m, name: '{{ … }} or {% … %}' },
  { mark: /<%[^\n]*%>/, name: '<% … %>' },
  { mark: /^[ \t]*FROM[^\n]*@[A-Z0-9_]+@/im, name: '@NAME@' },
  { mark: /^#(?:include|ifdef|ifndef|endif)\b/m, name: 'a C preprocessor line' },
];

/** Whether a text is the template of a Dockerfile, which no Dockerfile rule can read (hazards G5). */
export function templateGate(text: string): Gate | undefined {
  for (const { mark, name } of TEMPLATE_MARKS) {
    const match = mark.exec(text);
    if (match !== null) {
      return {
        reason: 'template',
        message: `This is a template of a Dockerfile (it has ${name}), and only its output can be read; run dockopt on that.`,
        range: { start: match.index, end: match.index + match[0].length },
      };
    }
  }
  return undefined;
}

/** `docker/dockerfile` with or without a registry, and its upstream builds, all read Dockerfiles as BuildKit does. */
const KNOWN_FRONTEND =
  /^(?:docker\.io\/|index\.docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/;

/** Why nothing in the file may be edited; undefined where it may. */
export function fileGate(dockerfile: Dockerfile): Gate | undefined {
  const top = { start: 0, end: dockerfile.instructions[0]?.range.start ?? 0 };
  const ignore = dockerfile.comments.find(({ text }) => /^dockopt-ignore-file\b/.test(text));
  if (ignore !== undefined) {
    return {
      reason: 'ignored-by-comment',
      message: 'The file says dockopt-ignore-file.',
      range: ignore.range,
    };
  }
  const syntax = dockerfile.directives.find(({ name }) => name === 'syntax')?.value;
  if (syntax !== undefined && !KNOWN_FRONTEND.test(syntax)) {
    return {
      reason: 'foreign-frontend',
      message: `The file is read by another frontend (${syntax}), whose rules dockopt does not know.`,
      range: top,
    };
  }
  return undefined;
}

/** Why a file that two readers read differently may not be edited; undefined where they agree. */
export function disagreementGate(dockerfile: Dockerfile): Gate | undefined {
  const disagreement = findDisagreement(dockerfile);
  if (disagreement === undefined) return undefined;
  return {
    reason: 'readers-disagree',
    message: `Nothing is edited, because the file can be read in two ways: ${disagreement}.`,
    range: { start: 0, end: dockerfile.instructions[0]?.range.start ?? 0 },
  };
}

const WINDOWS_IMAGE =
  /(?:^|[/:.-])(?:windows|nanoserver|servercore|windowsservercore)(?:$|[/:.-])|windowsservercore|nanoserver/i;
const WINDOWS_SHELL = /(?:^|[\\/])(?:powershell|pwsh|cmd)(?:\.exe)?$/i;

/** Why nothing in a stage may be edited: it builds a Windows image (hazards G4); undefined where it may. */
export function stageGate(dockerfile: Dockerfile, stage: Stage): Gate | undefined {
  const states = instructionStates(dockerfile);
  const base = stage.base;
  const image =
    base.kind === 'image'
      ? `${base.reference.registry ?? ''}/${base.reference.repository}:${base.reference.tag ?? ''}`
      : base.kind === 'unresolved'
        ? base.text
        : '';
  const windows =
    WINDOWS_IMAGE.test(image) ||
    stage.platform?.toLowerCase().startsWith('windows') === true ||
    [stage.from, ...stage.instructions].some((instruction) =>
      WINDOWS_SHELL.test(
        (instruction.keyword === 'SHELL'
          ? instruction.execForm
          : states[instruction.index]?.shell)?.[0] ?? '',
      ),
    );
  const inherited = base.kind === 'stage' ? dockerfile.stages[base.index] : undefined;
  if (windows) {
    return {
      reason: 'windows',
      message: 'The stage builds a Windows image; dockopt knows the rules of Linux images alone.',
      range: stage.from.range,
    };
  }
  return inherited === undefined ? undefined : stageGate(dockerfile, inherited);
}
