#!/usr/bin/env bash
# Make this machine ready: system packages, .venv, messages. Installs only what is missing, and
# touches no network when nothing is. Usage: scripts/setup.sh runtime|develop
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/packages.sh
source scripts/environment.sh
source scripts/fonts.sh

profile=${1:-runtime}
case "$profile" in runtime | develop) ;; *)
    echo "usage: scripts/setup.sh runtime|develop" >&2
    exit 2
    ;;
esac

# Two setups at once in one folder would write the same files.
exec 9>.setup.lock
flock 9

install_packages "$profile"
make_environment "$profile"
compile_messages
add_fonts
allow_bubblewrap
# Later programs must not inherit the lock.
exec 9>&-
