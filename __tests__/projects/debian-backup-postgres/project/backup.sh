#!/bin/sh
set -e
pg_dump "$DATABASE_URL" | gzip > /tmp/dump.sql.gz
s3cmd put /tmp/dump.sql.gz "s3://$BUCKET/$(date +%F).sql.gz"
