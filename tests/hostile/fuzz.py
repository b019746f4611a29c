"""The fuzzer as a program: libFuzzer's arguments on the command line, findings where they say."""

import logging
import sys

import atheris

with atheris.instrument_imports(include=["wenfang.press", "zipfile", "olefile"]):
    from tests.hostile.fuzz_target import one_input

if __name__ == "__main__":
    # What a reader says about a broken file belongs to nobody here.
    logging.disable()
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
