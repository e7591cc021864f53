#!/bin/sh
# Reads a picture, writes a small PNG.
set -e
size=$1
out=$(mktemp --suffix=.png)
convert - -strip -thumbnail "$size" "PNG32:$out"
optipng -quiet "$out"
cat "$out"
rm -f "$out"
