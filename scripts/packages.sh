# System packages: which, why, and how to install those that are missing. Sourced by setup.sh.

# name|reason, one a line
runtime_packages='libreoffice-writer-nogui|turns Word, RTF and text files into pages
libreoffice-calc-nogui|turns spreadsheets into pages
libreoffice-impress-nogui|turns slides into pages
libreoffice-math-nogui|draws the formulas in them
fonts-noto-cjk|Chinese letters
fonts-liberation|letters as wide as Arial, Times and Courier
fonts-crosextra-carlito|letters as wide as Calibri
fonts-crosextra-caladea|letters as wide as Cambria
bubblewrap|locks every uploaded file into a sandbox of its own
gettext|compiles the translations'

develop_packages='libatomic1|needed by what drives the browser of the end-to-end tests'
browser_package='chromium|the browser of the end-to-end tests'

say() { printf '%s\n' "$*"; }

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# The newest Python from 3.11 on, or nothing.
find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

# The Python packages of the system that are missing, as name|reason lines.
missing_python() {
    local python
    [ -x .venv/bin/python ] && return
    python=$(find_python)
    if [ -z "$python" ]; then
        say 'python3.11|runs Wenfang' 'python3.11-venv|keeps its libraries apart in .venv'
    elif ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        say "$(basename "$(readlink -f "$python")")-venv|keeps its libraries apart in .venv"
    fi
}

# Ubuntu's chromium package is a snap, which tests cannot drive; Playwright brings one there.
wanted_packages() {
    say "$runtime_packages"
    if [ "$1" = develop ]; then
        say "$develop_packages"
        grep -qi '^ID=ubuntu' /etc/os-release || say "$browser_package"
    fi
    missing_python
}

missing_packages() {
    local line
    wanted_packages "$1" | while IFS= read -r line; do
        if [ -n "$line" ] && ! is_installed "${line%%|*}"; then say "$line"; fi
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

can_be_root() {
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null
}

install_packages() {
    local missing names
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian or Ubuntu, so packages are yours to install:" >&2
        wanted_packages "$1" | sed 's/|/: /; s/^/  /' >&2
        return
    fi
    missing=$(missing_packages "$1")
    [ -n "$missing" ] || return 0
    say "Wenfang needs these packages of your system and will install them now:"
    say "$missing" | awk -F '|' '{ printf "  %-28s %s\n", $1, $2 }'
    names=$(say "$missing" | cut -d '|' -f 1 | tr '\n' ' ')
    if ! can_be_root; then
        say "" "Installing needs root or sudo, and there is neither. Ask an administrator to run:" >&2
        say "  apt-get update && apt-get install --no-install-recommends $names" >&2
        exit 1
    fi
    as_root apt-get update -q
    # shellcheck disable=SC2086  # the names are words
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends $names
}

# Ubuntu 24.04 and later forbid user namespaces to programs without an AppArmor profile.
allow_bubblewrap() {
    command -v bwrap >/dev/null || return 0
    bwrap --ro-bind / / --unshare-user --unshare-net true 2>/dev/null && return 0
    say "The sandbox (bubblewrap) does not work here, so no upload will be converted." >&2
    if [ "$(cat /proc/sys/kernel/apparmor_restrict_unprivileged_userns 2>/dev/null)" = 1 ]; then
        say "AppArmor blocks it. To allow it for bubblewrap alone, run:" \
            "  sudo scripts/allow-bubblewrap.sh" >&2
    fi
}
