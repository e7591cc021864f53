#!/bin/sh
set -e

if [ -z "$GREETING" ]; then
  export GREETING=hello
fi

exec "$@"
