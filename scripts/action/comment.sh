#!/usr/bin/env bash
# Step "comment" of action.yml: puts the report into one comment of the pull request, which is written anew with each run.
# It never fails the job: a pull request from a fork has no right to comment.
#
# DOCKOPT_REPORT      the report, a file with Markdown
# DOCKOPT_CHANGED     how many files would change; with 0 no new comment is made
# GH_TOKEN            a token that may write to pull requests
# GITHUB_EVENT_PATH   the event, as JSON
# GITHUB_REPOSITORY   owner/name
# RUNNER_TEMP         a folder for what the job needs
set -euo pipefail

MARK='<!-- dockopt: report -->'

leave() {
  printf '::notice title=dockopt::no comment: %s\n' "$1"
  exit 0
}

if [ ! -s "${DOCKOPT_REPORT:-}" ]; then leave 'there is no report'; fi
if [ -z "${GH_TOKEN:-}" ]; then leave 'the input "token" is empty'; fi
if ! command -v gh >/dev/null; then leave 'the program gh is not there'; fi

number=$(node -p '
  const event = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
  const number = event.pull_request?.number ?? (event.issue?.pull_request && event.issue.number);
  Number.isSafeInteger(number) ? number : "";
' "$GITHUB_EVENT_PATH")
if [ -z "$number" ]; then leave 'this run is about no pull request'; fi

# A token of GitHub Actions may not ask for its own user.
login=$(gh api user --jq .login 2>/dev/null) || login='github-actions[bot]'
comments=$(
  gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$number/comments?per_page=100" \
    --jq ".[] | select(.body | startswith(\"$MARK\")) | [.id, .user.type, .user.login] | @tsv"
) || leave 'the comments cannot be read'

# A comment of somebody else that starts like ours is left alone.
own=
while IFS=$'\t' read -r id type author; do
  if [ -n "$id" ] && { [ "$author" = "$login" ] || [ "$type" = Bot ]; }; then
    own=$id
    break
  fi
done <<<"$comments"

body=$(mktemp "$RUNNER_TEMP/dockopt-comment-XXXXXX")
{
  echo "$MARK"
  cat "$DOCKOPT_REPORT"
} >"$body"

if [ -n "$own" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$own" -F "body=@$body" ||
    leave 'the comment cannot be written'
elif [ "${DOCKOPT_CHANGED:-0}" != 0 ]; then
  gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" -F "body=@$body" ||
    leave 'the comment cannot be written'
fi
