#!/bin/bash
set -e
./wait-for.sh "${DB_HOST:-db}" "${DB_PORT:-5432}"
exec "$@"
