#!/bin/bash
# Dumps a database or packs a folder, and keeps the result under $BACKUP_DIR.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: backup database NAME | folder PATH | list
TEXT
}

case "${1:---help}" in
  database)
    pg_dump --format=custom "$2" | zstd -q >"$BACKUP_DIR/$2.dump.zst"
    ;;
  folder)
    name=$(basename "$2")
    rsync -a "$2/" "/tmp/$name/"
    tar -C /tmp -cf - "$name" | pv -q | zstd -q -f -o "$BACKUP_DIR/$name.tar.zst"
    sha256sum "$BACKUP_DIR/$name.tar.zst" >/dev/null
    ;;
  list)
    find "$BACKUP_DIR" -name '*.zst' -printf '%f\n' | sort
    ;;
  *)
    usage
    ;;
esac
