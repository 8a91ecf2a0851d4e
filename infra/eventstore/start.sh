#!/bin/bash
# Starts the server with the administrators' first passwords, which it takes from its environment alone.
set -euo pipefail
set -a
# shellcheck source=/dev/null
. /run/hvb/passwords.env
set +a
exec /opt/kurrentdb/KurrentDB "$@"
