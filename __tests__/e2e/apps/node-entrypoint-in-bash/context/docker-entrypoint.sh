#!/bin/bash
set -euo pipefail
names=(one two three)
export COUNT=${#names[@]}
exec "$@"
