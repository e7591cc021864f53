#!/bin/sh
set -e
apt-get install -y --no-install-recommends "$1" >/dev/null 2>/tmp/log || { cat /tmp/log >&2; exit 1; }
echo "installed $1"
