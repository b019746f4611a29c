"""One set of documents against each wall alone: none, the sanitiser, the sandbox."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2

from tests.hostile.canaries import open_office, permissive_profile
from wenfang.press import Limits, PressError, fontconfig, identify, office, sandbox
from wenfang.press.deadline import Deadline
from wenfang.press.family import Inspection
from wenfang.press.formats import family_of

Makers = Mapping[str, Callable[[str], bytes]]
# Many documents in one office need more room than one.
ROOM = Limits(memory_bytes=4096 * 1024 * 1024)


def written(makers: Makers, address: Callable[[str], str], folder: Path) -> list[Path]:
    """The documents as files; each asks for the address that belongs to its name."""
    folder.mkdir()
    paths = []
    for name, make in makers.items():
        stem = name.replace(".", "_")
        path = folder / f"{stem}.{name.rpartition('.')[2]}"
        path.write_bytes(make(address(stem)))
        paths.append(path)
    return paths


def sanitised(sources: list[Path], folder: Path) -> list[Path]:
    """The clean copies, under the names of their sources; a refused file has none."""
    folder.mkdir()
    clean = []
    for source in sources:
        work = folder / f".{source.name}"
        work.mkdir()
        shutil.copyfile(source, work / "source")
        try:
            format_id = identify(source)
            family = family_of(format_id)
            assert family is not None
            found = family.inspect(Inspection(work / "source", work, format_id, Limits()))
        except PressError:
            continue
        clean.append((work / found.clean).rename(folder / source.name))
    return clean


def without_walls(files: list[Path], folder: Path) -> Path:
    """Convert with the open office; returns the folder of the PDFs."""
    open_office(files, folder / "out", permissive_profile(folder / "profile"))
    return folder / "out"


def inside_the_sandbox(files: list[Path], folder: Path) -> Path:
    """Convert with the same open profile, but inside the sandbox; returns the folder of PDFs."""
    arguments = ["--convert-to", "pdf", "--outdir", str(sandbox.INSIDE / "out")]
    return run_inside(arguments, files, folder) / "out"


def run_inside(arguments: list[str], files: list[Path], folder: Path) -> Path:
    """Run the office with the open profile inside the sandbox; returns what is /job there."""
    inside = folder / "inside"
    inside.mkdir()
    primed = office.primed_profile(folder, limits=ROOM, deadline=Deadline(60))
    shutil.copytree(primed, inside / office.PROFILE)
    permissive_profile(inside / office.PROFILE)
    (inside / office.FONTS_FILE).write_text(fontconfig.configuration([]), "utf-8")
    for file in files:
        shutil.copyfile(file, inside / file.name)
    program = office._office([*arguments, *(str(sandbox.INSIDE / file.name) for file in files)])
    sandbox.run_inside(program, inside, limits=ROOM, deadline=Deadline(240))
    return inside


def text_of(folder: Path) -> str:
    """All words in all PDFs of a folder."""
    words = []
    for path in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            words += [page.get_textpage().get_text_range() for page in pdf]
    return "\n".join(words)
