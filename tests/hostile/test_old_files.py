"""Binary files of the years before 2007, which nobody rewrites: the sandbox alone holds them."""

from collections.abc import Callable
from pathlib import Path

from tests.hostile.canaries import canary, permissive_profile, run_office
from tests.hostile.open_links import LINKS
from tests.hostile.walls import inside_the_sandbox, without_walls
from wenfang.press import press_document

OLD = {"picture.odt": "doc", "picture.ods": "xls", "picture.odp": "ppt"}


def old_files(address: Callable[[str], str], folder: Path) -> list[Path]:
    """The linked pictures of newer formats, saved in the old ones by the office."""
    made = []
    for name, suffix in OLD.items():
        source = folder / f"old.{name.rpartition('.')[2]}"
        source.write_bytes(LINKS[name](address(suffix)))
        arguments = ["--convert-to", suffix, "--outdir", str(folder), str(source)]
        run_office(arguments, permissive_profile(folder / "profile"))
        made.append(source.rename(folder / f"from.{name}").with_name(f"old.{suffix}"))
    return made


def test_an_old_file_that_links_reaches_nothing(tmp_path: Path) -> None:
    with canary() as listening:
        files = old_files(listening.address, tmp_path)
        listening.heard.clear()
        for file in files:
            press_document(file, tmp_path / f"out-{file.suffix}", last=1)
        inside_the_sandbox(files, tmp_path)
        assert listening.heard == set()
        without_walls(files, tmp_path)
        assert listening.heard == set(OLD.values())
