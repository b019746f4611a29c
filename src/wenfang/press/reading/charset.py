"""Which encoding a text file is in: Unicode by its marks, Chinese ones by their characters."""

import codecs
from collections.abc import Iterator

from wenfang.press.errors import UnsupportedFormatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_CHARS = 20_000
# Lead bytes of the characters that each standard lists as the common ones.
_COMMON = {"gb18030": (0xB0, 0xD7), "big5hkscs": (0xA4, 0xC6)}
_PLAUSIBLE = 0.5


def decode(content: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding had to be guessed from its characters."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), False
    text = _strictly(content, "utf-8")
    if text is not None:
        return text, False
    return _best_guess(content), True


def _best_guess(content: bytes) -> str:
    scores = {encoding: _score(content, encoding) for encoding in _COMMON}
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] >= _PLAUSIBLE:
        return content.decode(best, "replace")
    from charset_normalizer import from_bytes

    found = from_bytes(content[: 4 * _SAMPLE_CHARS]).best()
    if found is None:
        raise UnsupportedFormatError
    return content.decode(found.encoding, "replace")


def _strictly(content: bytes, encoding: str) -> str | None:
    """The text, None when it is not in this encoding; a last character may be cut off."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(content, final=False)
    except UnicodeDecodeError:
        return None


def _score(content: bytes, encoding: str) -> float:
    """The share of common characters among all that are not ASCII."""
    sample = content[: 2 * _SAMPLE_CHARS]
    text = _strictly(sample, encoding)
    if text is None:
        text = sample.decode(encoding, "replace")
    wide = [character for character in text if ord(character) > 127]
    common = sum(1 for _ in _common(wide, encoding))
    return common / len(wide) if wide else 0.0


def _common(characters: list[str], encoding: str) -> Iterator[str]:
    low, high = _COMMON[encoding]
    for character in characters:
        if character in "，。、；：？！“”‘’（）《》—…　":
            yield character
            continue
        encoded = character.encode(encoding, "ignore")
        if len(encoded) == 2 and low <= encoded[0] <= high:
            yield character
