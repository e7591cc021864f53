#!/bin/sh
unzip -q -o notes.zip -d /tmp
cat /tmp/notes.txt
file --brief /tmp/notes.txt
ps -o comm= -p $$
wget --version | head -n 1 | cut -c 1-8
