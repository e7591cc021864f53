import { parseDockerfile } from '../dockerfile/parse.js';
import type { SyntaxProblem } from '../dockerfile/problem.js';
import type { Evidence } from '../transform/evidence.js';
import type { Transform } from '../transform/transform.js';
import { fileGate, templateGate } from './gates.js';
import { transformInput, type Surroundings } from './transform-input.js';
import { applyVetoes, isGenerated } from './veto.js';

/** What evidence is asked for. */
export interface EvidenceRequest extends Surroundings {
  /** The Dockerfile. */
  readonly text: string;
  /** Text of the context's `.dockerignore`; empty where there is none. */
  readonly dockerignore: string;
  readonly transform: Transform;
  /** Ids of all transforms. */
  readonly known: readonly string[];
}

/** What a transform's decisions rest on, or why there are none. */
export type EvidenceResult =
  | { readonly kind: 'evidence'; readonly evidence: readonly Evidence[] }
  /** The file as a whole is left alone. */
  | { readonly kind: 'left-alone'; readonly message: string }
  /** BuildKit would reject the text. */
  | { readonly kind: 'rejected'; readonly problem: SyntaxProblem }
  /** The transform has no evidence to show. */
  | { readonly kind: 'none' };

/** Asks a transform what its decisions about a Dockerfile rest on, as the file is before all edits. */
export function collectEvidence(request: EvidenceRequest): EvidenceResult {
  const { text, dockerignore, transform, known } = request;
  if (transform.evidence === undefined) return { kind: 'none' };
  const template = templateGate(text);
  if (template !== undefined) return { kind: 'left-alone', message: template.message };
  const parsed = parseDockerfile(text);
  if (parsed.kind === 'rejected') return parsed;
  const { dockerfile } = parsed;
  const gate = fileGate(dockerfile);
  if (gate !== undefined) return { kind: 'left-alone', message: gate.message };
  const vetoes = {
    dockerfile,
    transform: transform.id,
    known,
    generated: isGenerated(dockerfile),
  };
  const evidence = transform.evidence(transformInput(request, dockerfile, dockerignore));
  return {
    kind: 'evidence',
    evidence: evidence.map((one) => ({
      ...one,
      finding: one.finding === undefined ? undefined : applyVetoes(one.finding, vetoes),
    })),
  };
}
