#!/usr/bin/env bash
# Step "run" of action.yml: runs dockopt, shows its report in the log, as annotations and in the summary of the job. It fails
# for wrong inputs alone; how dockopt ended is the output "status", so that the steps after it can tell of it first.
#
# DOCKOPT_PROGRAM        the file that Node has to start
# DOCKOPT_PATHS          Dockerfiles and folders, one a line
# DOCKOPT_MODE           check, fix or verify
# DOCKOPT_UNSAFE         true or false
# DOCKOPT_VERIFY         true or false
# DOCKOPT_CHANGED_SINCE  a revision of git; empty for all files
# DOCKOPT_FAIL_ON        safe, unsafe, manual or never; empty for: what would change, in the modes check and verify
# DOCKOPT_SARIF_FILE     where to write SARIF; empty for nowhere
# RUNNER_TEMP            a folder for what the job needs
# GITHUB_OUTPUT, GITHUB_STEP_SUMMARY
set -euo pipefail

wrong() {
  printf '::error title=dockopt::the input "%s" is wrong, give %s\n' "$1" "$2"
  exit 2
}

flag() {
  case $2 in
    true | false) ;;
    *) wrong "$1" 'true or false' ;;
  esac
}

flag unsafe "${DOCKOPT_UNSAFE:=false}"
flag verify "${DOCKOPT_VERIFY:=false}"

words=(fix)
case ${DOCKOPT_FAIL_ON:=} in
  '' | never) ;;
  safe | unsafe | manual) words+=("--fail-on=$DOCKOPT_FAIL_ON") ;;
  *) wrong fail-on 'safe, unsafe, manual or never' ;;
esac
case ${DOCKOPT_MODE:=check} in
  check | verify) if [ -z "$DOCKOPT_FAIL_ON" ]; then words+=(--check); fi ;;
  fix) words+=(--write) ;;
  *) wrong mode 'check, fix or verify' ;;
esac
if [ "$DOCKOPT_MODE" = verify ]; then DOCKOPT_VERIFY=true; fi
if [ "$DOCKOPT_UNSAFE" = true ]; then words+=(--unsafe); fi
if [ "$DOCKOPT_VERIFY" = true ]; then words+=(--verify); fi
if [ -n "${DOCKOPT_CHANGED_SINCE:-}" ]; then words+=("--changed-since=$DOCKOPT_CHANGED_SINCE"); fi

folder=$(mktemp -d "$RUNNER_TEMP/dockopt-reports-XXXXXX")
words+=(
  "--output=pretty=$folder/report.txt"
  "--output=github=$folder/annotations.txt"
  "--output=markdown=$folder/report.md"
  "--output=json=$folder/report.json"
)
if [ -n "${DOCKOPT_SARIF_FILE:-}" ]; then words+=("--output=sarif=$DOCKOPT_SARIF_FILE"); fi

paths=()
while IFS= read -r path || [ -n "$path" ]; do
  path=${path%$'\r'}
  if [ -n "$path" ]; then paths+=("$path"); fi
done <<<"${DOCKOPT_PATHS:-.}"
if [ ${#paths[@]} = 0 ]; then paths=(.); fi

# Nothing that a Dockerfile holds may be a command to the runner.
token=dockopt-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$token"
status=0
node "$DOCKOPT_PROGRAM" "${words[@]}" -- "${paths[@]}" >"$folder/lines.txt" 2>"$folder/errors.txt" || status=$?
# Both by one stream: the runner reads the streams one by one, and would not know what is between the marks.
cat "$folder/errors.txt"
if [ -e "$folder/report.txt" ]; then cat "$folder/report.txt"; fi
echo
echo "::$token::"

changed=0
if [ -e "$folder/annotations.txt" ]; then
  cat "$folder/annotations.txt"
  cat "$folder/report.md" >>"$GITHUB_STEP_SUMMARY"
  changed=$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).summary.changed' "$folder/report.json")
fi

{
  echo "status=$status"
  echo "changed=$changed"
  echo "report=$folder/report.md"
  echo "json=$folder/report.json"
} >>"$GITHUB_OUTPUT"
