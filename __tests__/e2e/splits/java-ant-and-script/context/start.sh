#!/bin/sh
set -eu
exec java ${JAVA_OPTS:-} -jar dist/counter.jar "${1:-poem.txt}"
