import type { CookedText } from './cooked.js';
import type { Directive } from './directives.js';
import type { ImageReference } from './image-reference.js';
import type { Comment, Heredoc } from './lines.js';
import type { TextRange } from './text.js';

/** A `--name=value` flag of an instruction. */
export interface Flag {
  readonly name: string;
  /** Undefined for `--name` alone. Quotes and escapes are resolved. */
  readonly value: string | undefined;
  /** Source range of the whole flag. */
  readonly range: TextRange;
}

/** A word of an instruction's arguments, split at white space. */
export interface ArgumentWord {
  readonly text: string;
  /** Source range. */
  readonly range: TextRange;
}

/** One instruction of a Dockerfile. All ranges are UTF-16 offsets into the source. */
export interface Instruction {
  /** The keyword in upper case. */
  readonly keyword: string;
  /** Source range of the keyword. */
  readonly keywordRange: TextRange;
  /** Place in `Dockerfile.instructions`. */
  readonly index: number;
  /** Index of the stage it belongs to; undefined for what stands before the first FROM. */
  readonly stageIndex: number | undefined;
  /** From the first character to the end of the last line, heredocs included, line end excluded. */
  readonly range: TextRange;
  /** Like `range` without heredoc bodies. */
  readonly headRange: TextRange;
  /** Line numbers from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** The first line in the text that the user has, for messages: another one once edits above were made. */
  readonly shownLine: number;
  readonly flags: readonly Flag[];
  /** What follows keyword and flags, cooked and trimmed. */
  readonly arguments: CookedText;
  /** The arguments split at white space; empty for RUN, CMD and ENTRYPOINT, whose shell form the shell reader reads. */
  readonly words: readonly ArgumentWord[];
  /** The strings of the exec (JSON) form; undefined for the shell form. */
  readonly execForm: readonly string[] | undefined;
  readonly heredocs: readonly Heredoc[];
  readonly commentsAbove: readonly Comment[];
  readonly commentsInside: readonly Comment[];
}

/** What a stage is built FROM. */
export type StageBase =
  | { readonly kind: 'scratch'; readonly range: TextRange }
  | { readonly kind: 'stage'; readonly index: number; readonly range: TextRange }
  | {
      readonly kind: 'image';
      /** Source range of the reference as written. */
      readonly range: TextRange;
      readonly reference: ImageReference;
      /** The reference is written with variables; `reference` then holds their default values. */
      readonly hasVariables: boolean;
    }
  | {
      /** A variable without a default value. */
      readonly kind: 'unresolved';
      readonly range: TextRange;
      readonly text: string;
    };

/** A build stage. */
export interface Stage {
  readonly index: number;
  /** In lower case, as BuildKit compares it; undefined where the stage has no name. */
  readonly name: string | undefined;
  readonly from: Instruction;
  readonly base: StageBase;
  /** The value of `--platform`. */
  readonly platform: string | undefined;
  /** What follows FROM. */
  readonly instructions: readonly Instruction[];
}

/** A parsed Dockerfile. */
export interface Dockerfile {
  readonly text: string;
  readonly lineEnding: '\n' | '\r\n';
  readonly directives: readonly Directive[];
  readonly escape: '\\' | '`';
  readonly instructions: readonly Instruction[];
  /** ARG instructions before the first FROM. */
  readonly globalArguments: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** Comment lines outside of instructions, directives excluded. */
  readonly comments: readonly Comment[];
}
