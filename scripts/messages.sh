#!/bin/sh
# Collect every text that people see, keep the Chinese catalogue tidy, compile it,
# and list what has no translation yet (exit status 1 then).
set -eu
cd "$(dirname "$0")/.."
python="$PWD/.venv/bin/python"
catalogue="$PWD/src/wenfang/web/locale/zh_Hans/LC_MESSAGES"
mkdir -p "$catalogue"
exec 9>"${TMPDIR:-/tmp}/wenfang-messages.$(id -u).lock"
flock 9
settings="--settings=wenfang.config.settings"
(
  # -P: a package of ours is called queue, and must not hide the standard one.
  cd src/wenfang
  WENFANG_DATA="${TMPDIR:-/tmp}/wenfang-messages" PYTHONPATH="$PWD/.." "$python" -P -m django makemessages $settings --locale zh_Hans \
    --extension html,txt,py --ignore 'cli/demo/*' --no-location --verbosity 0
)
"$python" scripts/translate.py --tidy
msgfmt --check-format --output-file="$catalogue/django.mo" "$catalogue/django.po"
"$python" scripts/translate.py --missing
