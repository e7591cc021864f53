#!/usr/bin/env bash
# wait-for.sh host port [seconds]
set -u
host="$1"; port="$2"; limit="${3:-30}"
for ((i = 0; i < limit; i++)); do
  if timeout 1 bash -c "cat < /dev/null > /dev/tcp/$host/$port" 2>/dev/null; then
    echo "$host:$port is up"
    exit 0
  fi
  sleep 1
done
echo "$host:$port is not up after ${limit}s" >&2
exit 1
