#!/bin/sh
# Rewrites lines of JSON with many processes; the results are in the order of the lines.
#   parallel-lines.sh WORKERS [OPTION of dockopt fix]... < jobs.jsonl > results.jsonl
# BLOCK is how much of the input one process gets. The status is the number of processes in which a line failed.
set -eu
workers=$1
shift
exec parallel --quote --jobs "$workers" --pipe --block "${BLOCK:-4M}" --keep-order \
  dockopt fix --format jsonl "$@" -
