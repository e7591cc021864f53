#!/usr/bin/env bash
# Last step of action.yml: ends as dockopt ended, now that all is told.
#
# DOCKOPT_STATUS   the exit status of dockopt
set -euo pipefail

case ${DOCKOPT_STATUS:-} in
  0) ;;
  1) printf '::error title=dockopt::%s\n' 'there are findings that fail this check; the summary of the job has them' ;;
  *) printf '::error title=dockopt::%s\n' 'dockopt could not do all of its work; the log of the step before says why' ;;
esac
exit "${DOCKOPT_STATUS:-2}"
