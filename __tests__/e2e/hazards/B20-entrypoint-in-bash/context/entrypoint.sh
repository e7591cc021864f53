#!/bin/bash
words=(a b c)
export WORDS="${words[*]}"
exec "$@"
