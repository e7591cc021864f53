import { TRANSFORMS } from '../../core.js';
import { FAILED_RULE } from './issue.js';

/** A rule, as services that annotate files show it. */
export interface Rule {
  readonly id: string;
  /** One line. */
  readonly summary: string;
  /** A few sentences. */
  readonly help: string;
}

/** What a reason means that no transform gives. */
const GENERAL: Readonly<Record<string, string>> = {
  [FAILED_RULE]: 'The file can’t be read, is no valid Dockerfile, or does not build as it is.',
  'dockopt/template': 'The file is a template of a Dockerfile; run dockopt on its output.',
  'dockopt/ignored-by-comment': 'A comment in the file says dockopt-ignore-file.',
  'dockopt/foreign-frontend': 'The file is read by a frontend whose rules dockopt does not know.',
  'dockopt/readers-disagree': 'The file can be read in two ways, so nothing in it is edited.',
  'dockopt/windows': 'The stage builds a Windows image; dockopt knows Linux images alone.',
};

/** What a reason means that any transform may give. */
const SHARED: Readonly<Record<string, string>> = {
  'ignored-by-comment': 'A comment above says dockopt-ignore.',
  'generated-file': 'The file says that it is generated: edits are lost with its next generation.',
  'check-failed': 'The edited text did not read as planned, so the edit was undone.',
  'verification-failed': 'The image that was built with this change did not hold.',
  'not-exercised': 'The image could not be tried, so only safe changes are kept.',
};

/**
 * The rule with an id as {@link Issue} has it: a transform, or one of its reasons.
 * @throws Error for an id that nothing gives
 */
export function ruleById(id: string): Rule {
  const general = GENERAL[id];
  if (general !== undefined) return { id, summary: general, help: general };
  const [name = '', reason] = id.split('/');
  const transform = TRANSFORMS.find((each) => each.id === name);
  if (transform === undefined) throw new Error(`there is no rule ${id}`);
  const { summary, description } = transform;
  if (reason === undefined) return { id, summary, help: description };
  const meaning = transform.reasons.find((each) => each.id === reason)?.meaning ?? SHARED[reason];
  if (meaning === undefined) throw new Error(`there is no rule ${id}`);
  return { id, summary: meaning, help: `${summary}. ${description}` };
}
