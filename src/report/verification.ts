import type { Verification, VerifyingBuild } from '../comparison/verification/verification.js';
import { formatBytes, formatChange, formatPercent } from './bytes.js';

/** What builds showed of a rewriting, as sentences for people: the result first. */
export function describeVerification(verification: Verification): readonly string[] {
  return [
    describeResult(verification),
    describeSizes(verification),
    verification.builds.length === 0
      ? ''
      : `Built: ${verification.builds.map(describeBuild).join(', ')}.`,
  ].filter((sentence) => sentence !== '');
}

function describeResult({ result, how }: Verification): string {
  switch (result) {
    case 'verified':
      return `Verified: the image holds the same but for what the fixes say, and ${how}.`;
    case 'built-not-exercised':
      return `Built, not exercised: the image holds the same but for what the fixes say; ${how}. Only safe fixes are kept.`;
    case 'nothing-held':
      return 'Nothing is kept: every fix failed in a build.';
  }
}

function describeSizes({ bytes: { before, after } }: Verification): string {
  if (after === undefined) return '';
  const change = after - before;
  const won = `${formatChange(change)}, ${formatPercent(change, before)}`;
  return `The image had ${formatBytes(before)} and has ${formatBytes(after)} (${won}), as the engine measures it.`;
}

function describeBuild({ title, seconds, failure }: VerifyingBuild): string {
  const time = seconds === undefined ? 'did not build' : `${seconds.toFixed(1)} s`;
  return `${title} (${failure === undefined || seconds === undefined ? time : `${time}, failed`})`;
}
