"""Field instructions of Word and RTF that would fetch something from elsewhere."""

import re

# ECMA-376 part 1, 17.16.5, and the older ones that programs still obey.
_FETCHING = re.compile(r"INCLUDE(PICTURE|TEXT)?|IMPORT|DDE(AUTO)?|LINK|RD|DATABASE", re.IGNORECASE)
_FIRST_WORD = re.compile(r"^[\s\\\"']*([A-Za-z]+)")


def fetches(instruction: str) -> bool:
    """Whether the instruction's first word is one that fetches."""
    first = _FIRST_WORD.match(instruction)
    return bool(first and _FETCHING.fullmatch(first[1]))
