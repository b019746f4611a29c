# The Python environment .venv and the compiled messages. Sourced by setup.sh.

hash_of() { cat "$@" | sha256sum | cut -d ' ' -f 1; }

# True when this lock file was installed into .venv before and has not changed since.
is_current() {
    [ -x .venv/bin/wenfang ] &&
        [ "$(cat ".venv/.wenfang-$1" 2>/dev/null)" = "$(hash_of "requirements/$1.txt" pyproject.toml)" ]
}

remember() {
    hash_of "requirements/$1.txt" pyproject.toml >".venv/.wenfang-$1"
}

# Tell how far pip is: it names each package when it turns to it.
show_progress() {
    awk -v total="$(grep -c '^[a-z].*==' "$1")" '
        /^(Collecting|Processing) / {
            sub(/.*\//, "", $2)
            printf "  %d/%d %s\n", ++done, total, $2
            fflush()
        }
        /^Installing collected/ { print "  unpacking them all ..."; fflush() }'
}

make_environment() {
    is_current "$1" && return
    if ! [ -x .venv/bin/python ]; then
        say "Making the Python environment .venv ..."
        "$(find_python)" -m venv .venv
    fi
    say "Installing the locked Python packages into .venv ..."
    .venv/bin/python -m pip install --disable-pip-version-check --require-hashes \
        --progress-bar off -r "requirements/$1.txt" | show_progress "requirements/$1.txt"
    .venv/bin/python -m pip install --disable-pip-version-check -q \
        --no-index --no-build-isolation --no-deps -e .
    remember "$1"
    # What develop.txt installs contains all of runtime.txt.
    [ "$1" = runtime ] || remember runtime
    [ "$1" = runtime ] || find_browser
}

# A browser for the tests where the system has none.
find_browser() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
        .venv/bin/playwright install --with-deps chromium
}

compile_messages() {
    local source
    for source in src/wenfang/*/locale/*/LC_MESSAGES/*.po; do
        [ -e "$source" ] || continue
        [ "${source%.po}.mo" -nt "$source" ] || msgfmt -o "${source%.po}.mo" "$source"
    done
}
