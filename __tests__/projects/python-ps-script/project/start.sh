#!/bin/bash
if ps aux | grep -v grep | grep -q agent.py; then
  echo "agent runs already" >&2
  exit 1
fi
exec python agent.py
