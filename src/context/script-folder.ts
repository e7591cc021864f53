const SCRIPT_FOLDER =
  /\$\(dirname (?:-- )?["']?\$\{?(?:0|BASH_SOURCE(?:\[0\])?)\}?["']?\)|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}/g;
const REAL_PATH =
  /\$\((?:dirname (?:-- )?["']?)?\$\((?:readlink -f|realpath) (?:-- )?["']?\$\{?(?:0|BASH_SOURCE(?:\[0\])?)\}?["']?\)["']?\)/g;

/**
 * Fills in the ways in which a shell script names its own folder: `$(dirname "$0")`, `${BASH_SOURCE%/*}`,
 * `$(dirname "$(readlink -f "$0")")`, and `$(cd … && pwd)` around any of them.
 * @param start a text that the folder begins with and that nothing else holds, so that a `cd` into it is known
 */
export function fillScriptFolder(text: string, folder: string, start: string): string {
  const folderOfCd = new RegExp(
    `\\$\\(cd (?:-- )?["']?(${start.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[^"'$\`]*)["']?\\s*(?:(?:&?>\\s*/dev/null)\\s*(?:2>&1\\s*)?)?&& pwd(?: -P)?\\)`,
    'g',
  );
  return text
    .replaceAll(REAL_PATH, () => folder)
    .replaceAll(SCRIPT_FOLDER, () => folder)
    .replaceAll(folderOfCd, '$1');
}
