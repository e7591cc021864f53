#!/bin/bash
set -euo pipefail
while true; do
  curl -fsS "$URL" | jq -r '.status'
  sleep "${INTERVAL:-30}"
done
