# Free fonts for 仿宋 and 楷体. Debian and Ubuntu have complete ones only inside a package that drags
# in 100 MB of TeX, so two files are taken out of that package. Sourced by setup.sh.

fonts_folder=/usr/local/share/fonts/wenfang
fonts_package=texlive-lang-chinese
fonts_inside=usr/share/texlive/texmf-dist/fonts/opentype/public/fandol
fonts_wanted='FandolFang-Regular.otf FandolKai-Regular.otf'
fonts_licence=usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz
# A machine that could not fetch them is not held up by the next try before a day has passed.
fonts_failed=.venv/fonts-failed

have_fonts() {
    local name
    for name in $fonts_wanted; do
        [ -s "$1/$name" ] || return 1
    done
}

# apt compares the package with the hash in its signed list before it hands it over.
fetch_fonts() {
    local inside=() name
    for name in $fonts_wanted; do inside+=("./$fonts_inside/$name"); done
    (
        cd "$1" &&
            apt-get download -q -o Acquire::http::Timeout=20 "$fonts_package" &&
            dpkg-deb --fsys-tarfile "$fonts_package"_*.deb >package.tar &&
            tar -x -f package.tar "${inside[@]}" "./$fonts_licence"
    ) >"$1/log" 2>&1
}

put_fonts() {
    local files=("$1/$fonts_licence") name
    for name in $fonts_wanted; do files+=("$1/$fonts_inside/$name"); done
    as_root mkdir -p "$fonts_folder" &&
        as_root install -m 644 "${files[@]}" "$fonts_folder/" &&
        as_root fc-cache "$fonts_folder"
}

# Never fails: without these fonts, 仿宋 and 楷体 are drawn as 宋体 on the same number of pages.
add_fonts() {
    local draft
    if have_fonts "$fonts_folder" || [ -n "$(find "$fonts_failed" -mtime -1 2>/dev/null)" ]; then
        return 0
    fi
    draft=$(mktemp -d)
    chmod 755 "$draft"
    if ! command -v apt-get dpkg-deb fc-cache >/dev/null || ! can_be_root; then
        say "Fonts for 仿宋 and 楷体 can be added where apt, fontconfig and root are." >"$draft/log"
    else
        say "Fetching free fonts for 仿宋 and 楷体 out of the package $fonts_package (50 MB)."
        if fetch_fonts "$draft" && put_fonts "$draft" >>"$draft/log" 2>&1; then
            rm -rf "$draft"
            return 0
        fi
    fi
    say "仿宋 and 楷体 will look like 宋体, because their fonts could not be added:" >&2
    tail -n 3 "$draft/log" | sed 's/^/  /' >&2
    say "The next try is tomorrow, or now after: rm -f $fonts_failed" >&2
    touch "$fonts_failed" 2>/dev/null || true
    rm -rf "$draft"
}
