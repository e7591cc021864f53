#!/usr/bin/env bash
# Step "install" of action.yml: makes dockopt ready to run, and says by the output "program" which file Node has to start.
#
# DOCKOPT_VERSION      the version to take from npm; empty for the one that the action itself has
# GITHUB_ACTION_PATH   the folder of the action
# RUNNER_TEMP          a folder for what the job needs
# GITHUB_OUTPUT        the file for outputs
set -euo pipefail

if [ -n "${DOCKOPT_VERSION:-}" ]; then
  if [[ ! $DOCKOPT_VERSION =~ ^[0-9A-Za-z.^~-]+$ ]]; then
    echo '::error title=dockopt::the input "version" is no version, give one like 1.2.3'
    exit 2
  fi
  folder=$RUNNER_TEMP/dockopt
  npm install --no-audit --no-fund --no-save --prefix "$folder" "dockopt@$DOCKOPT_VERSION" >&2
  program=$folder/node_modules/dockopt/bin/dockopt.js
else
  # A checkout has the sources alone; a package that was published has dist, too.
  if [ ! -e "$GITHUB_ACTION_PATH/dist/cli.js" ]; then
    (cd "$GITHUB_ACTION_PATH" && npm ci --no-audit --no-fund >&2)
  fi
  program=$GITHUB_ACTION_PATH/bin/dockopt.js
fi

echo "program=$program" >>"$GITHUB_OUTPUT"
