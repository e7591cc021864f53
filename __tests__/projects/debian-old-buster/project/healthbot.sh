#!/bin/sh
while :; do
  date
  df -h /data | awk 'NR == 2 { print $5 }'
  sleep 60
done
