"""The setup's fonts for 仿宋 and 楷体: two files out of one package, and no harm when it fails."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
INSIDE = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
LICENCE = "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz"
WANTED = ("FandolFang-Regular.otf", "FandolKai-Regular.otf")
SETUP = """
set -euo pipefail
source scripts/packages.sh
source scripts/fonts.sh
fonts_folder=$1/fonts fonts_failed=$1/failed
as_root() { "$@"; }
can_be_root() { true; }
fc-cache() { echo "index of $1"; }
apt-get() { echo "asked for ${@: -1}" >>"$here/asked"; cp "$here"/*.deb .; }
here=$1
add_fonts
echo "went on"
"""


def add_fonts(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", SETUP, "bash", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with the two fonts, the licence, and much else."""
    tree = tmp_path / "tree"
    for name in (*(f"{INSIDE}/{font}" for font in (*WANTED, "Other.otf")), LICENCE):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(name)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(
        "Package: texlive-lang-chinese\nVersion: 1\nArchitecture: all\n"
        "Maintainer: nobody\nDescription: fonts\n"
    )
    target = tmp_path / "texlive-lang-chinese_1_all.deb"
    subprocess.run(["dpkg-deb", "--build", str(tree), str(target)], check=True, capture_output=True)
    return target


def test_two_fonts_and_their_licence_are_taken_out_once(package: Path, tmp_path: Path) -> None:
    first = add_fonts(tmp_path)
    assert first.returncode == 0, first.stderr
    assert {path.name for path in (tmp_path / "fonts").iterdir()} == {*WANTED, "COPYING.gz"}
    second = add_fonts(tmp_path)
    assert second.stdout == "went on\n"
    assert (tmp_path / "asked").read_text() == "asked for texlive-lang-chinese\n"


def test_setup_goes_on_without_the_fonts_and_says_what_is_lost(tmp_path: Path) -> None:
    first = add_fonts(tmp_path)
    assert first.returncode == 0
    assert "went on" in first.stdout
    assert "will look like 宋体" in first.stderr
    assert "cannot stat" in first.stderr
    assert not (tmp_path / "fonts").exists()


def test_after_a_failure_no_start_is_held_up_for_a_day(tmp_path: Path) -> None:
    add_fonts(tmp_path)
    again = add_fonts(tmp_path)
    assert (again.stdout, again.stderr) == ("went on\n", "")
    assert (tmp_path / "asked").read_text().count("asked") == 1
