#!/bin/sh
# Rewrites clones on the disk, one process each; the results are in the order of the names that it reads, one a line.
#   ls -d clones/* | parallel-clones.sh WORKERS [OPTION of dockopt fix]... > results.jsonl
# With --write the files are rewritten, too.
set -eu
workers=$1
shift
exec parallel --quote --jobs "$workers" --keep-order dockopt fix --format jsonl "$@" {}
