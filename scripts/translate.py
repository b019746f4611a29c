"""Fill the Chinese catalogue: JSON {msgid: translation} on standard input.

A msgid with a context is written ``context|msgid``. ``--tidy`` drops guesses and obsolete entries,
``--missing`` lists what has no translation and exits with 1 if there is any.
"""

import fcntl
import io
import json
import os
import re
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "src/wenfang/web/locale/zh_Hans/LC_MESSAGES/django.po"


def _load() -> Catalog:
    # makemessages starts a catalogue without a language, and then with English plurals.
    text = re.sub(r"nplurals=\d; plural=[^;]*;", "nplurals=1; plural=0;", CATALOGUE.read_text())
    return read_po(io.BytesIO(text.encode()), domain="django")


def _save(catalog: Catalog) -> None:
    """Write without dates, so that two people's catalogues differ only in what they translated."""
    catalog.fuzzy = False
    catalog.locale = "zh_Hans"
    catalog.project, catalog.version = "Wenfang", ""
    catalog.last_translator = catalog.language_team = "Wenfang"
    catalog.header_comment = "# The Chinese of everything that people see. English is the source."
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, ignore_obsolete=True, no_location=True, sort_output=True)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By')
    CATALOGUE.write_text("".join(line for line in lines if not line.startswith(dated)))


def _key(message: Message) -> str:
    msgid = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return f"{message.context}|{msgid}" if message.context else str(msgid)


def _is_missing(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(message.id) and not all(strings)


def _tidy(catalog: Catalog) -> None:
    for message in catalog:
        if message.id and message.fuzzy:
            message.flags.discard("fuzzy")
            message.string = ("",) if message.pluralizable else ""
        message.previous_id = []


def _fill(catalog: Catalog, translations: dict[str, str]) -> list[str]:
    """Put the translations in; returns the msgids that the catalogue does not know."""
    known = {_key(message): message for message in catalog if message.id}
    for key, text in translations.items():
        if key in known:
            known[key].string = (text,) if known[key].pluralizable else text
            known[key].flags.discard("fuzzy")
    return [key for key in translations if key not in known]


def main(words: list[str]) -> int:
    if "--missing" in words:
        missing = [_key(message) for message in _load() if _is_missing(message)]
        sys.stdout.write("".join(f"no translation: {key}\n" for key in missing))
        return 1 if missing else 0
    catalog = _load()
    if "--tidy" in words:
        _tidy(catalog)
        _save(catalog)
        return 0
    # messages.sh holds the same lock while it rewrites the catalogue.
    lock = Path(tempfile.gettempdir()) / f"wenfang-messages.{os.getuid()}.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        catalog = _load()
        unknown = _fill(catalog, json.load(sys.stdin))
        _save(catalog)
    sys.stdout.write("".join(f"not in the catalogue: {key}\n" for key in unknown))
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
