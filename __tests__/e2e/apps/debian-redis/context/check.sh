#!/bin/sh
redis-server --port 0 --unixsocket /tmp/r.sock --daemonize yes >/dev/null
until redis-cli -s /tmp/r.sock ping 2>/dev/null; do sleep 0.1; done
