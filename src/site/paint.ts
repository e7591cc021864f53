import { visible } from '../report/file-report.js';
import { element, type Content } from './dom.js';

const KEYWORD =
  /^(\s*)(FROM|RUN|CMD|LABEL|MAINTAINER|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)(?=\s)(.*)$/;

/**
 * A line of a Dockerfile with its comment or keyword set off. Control characters become visible ones; each stays one
 * character, so that what is painted lies under what is typed.
 */
export function paintLine(line: string): Content {
  const shown = visible(line);
  if (/^\s*#/.test(shown)) return element('span', { class: 'comment' }, shown);
  const [, indent, keyword, rest] = KEYWORD.exec(shown) ?? [];
  if (keyword === undefined) return shown;
  return [indent, element('span', { class: 'keyword' }, keyword), rest];
}
