"""The one wrapper around fontconfig: what is installed, and one job's own configuration."""

import functools
import hashlib
import html
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wenfang.press.model import Problem
from wenfang.press.typefaces import STAND_INS, StandIn

FILE_NAME = "fonts.conf"
_HEADER = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
_OPENTYPE = {".ttf", ".otf", ".ttc", ".otc"}
_EAST_ASIAN = {"zh-cn", "zh-tw", "zh-hk", "ja", "ko"}


@dataclass(frozen=True, slots=True)
class DerivedFonts:
    """A folder of changed copies of fonts, fontconfig's index of it, and the files they replace."""

    folder: Path
    index: Path
    originals: tuple[Path, ...]


@functools.cache
def installed_families() -> frozenset[str]:
    """Every family name that fontconfig knows on this machine."""
    if shutil.which("fc-list") is None:
        return frozenset()
    answer = subprocess.run(
        ["fc-list", "--format", "%{family}\n"], capture_output=True, text=True, check=False
    )
    names = (name.strip() for line in answer.stdout.splitlines() for name in line.split(","))
    return frozenset(name for name in names if name)


def files_of(families: Iterable[str]) -> list[Path]:
    """The OpenType files of these families, each once, in a lasting order."""
    wanted = set(families)
    if not wanted:
        return []
    answer = subprocess.run(
        ["fc-list", "--format", "%{file}\t%{family}\n"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = set()
    for line in answer.stdout.splitlines():
        file, _, names = line.partition("\t")
        if wanted.intersection(names.split(",")) and Path(file).suffix.lower() in _OPENTYPE:
            found.add(Path(file))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font that the operator put into a folder; ``names`` are its families in all languages."""

    path: Path
    names: frozenset[str]
    is_east_asian: bool
    version: str


def fonts_in(folder: Path | None) -> tuple[FontFile, ...]:
    """Every OpenType font in a folder and below it; nothing when there is no such folder.

    Asked for each document, so it is read anew only after something changed there.
    """
    if folder is None or not folder.is_dir():
        return ()
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _OPENTYPE)
    return _scanned(tuple((path, path.stat().st_size, path.stat().st_mtime_ns) for path in files))


@functools.lru_cache(maxsize=4)
def _scanned(files: tuple[tuple[Path, int, int], ...]) -> tuple[FontFile, ...]:
    """What fontconfig says of these files, whose sizes and times are here to be remembered by."""
    if not files or shutil.which("fc-scan") is None:
        return ()
    line = "%{file}\t%{family}\t%{lang}\t%{style}%{fontversion}\n"
    answer = subprocess.run(
        ["fc-scan", "--format", line, *(str(path) for path, _, _ in files)],
        capture_output=True,
        text=True,
        check=False,
    )
    found: dict[Path, FontFile] = {}
    for file, families, languages, version in (
        entry.split("\t") for entry in answer.stdout.splitlines() if entry.count("\t") == 3
    ):
        path = Path(file)
        before = found.get(path, FontFile(path, frozenset(), False, ""))
        found[path] = FontFile(
            path,
            before.names | {name.strip() for name in families.split(",")},
            before.is_east_asian or not _EAST_ASIAN.isdisjoint(languages.split("|")),
            f"{before.version}{version};",
        )
    return tuple(found.values())


def families_in(folder: Path | None) -> frozenset[str]:
    """Every family name of the operator's own fonts, in all languages that they are named in."""
    return frozenset[str]().union(*(font.names for font in fonts_in(folder)))


def fonts_fingerprint(folder: Path | None) -> str:
    """Other after a font came, went or was updated, the same after mere copying; empty if none."""
    fonts = fonts_in(folder)
    if not fonts:
        return ""
    said = sorted(
        f"{sorted(font.names)} {font.version} {font.path.stat().st_size}" for font in fonts
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def write_index(fonts: Path, index: Path) -> None:
    """Let fontconfig note what a folder holds, which it would otherwise read for every job."""
    own = index / FILE_NAME
    own.write_text(f"{_HEADER}<fontconfig>\n{_folder(fonts, index)}</fontconfig>\n", "utf-8")
    subprocess.run(
        ["fc-cache"],
        env={"FONTCONFIG_FILE": str(own), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )


def configuration(replaced: Iterable[StandIn], derived: DerivedFonts | None = None) -> str:
    """A fontconfig file that puts every stand-in firmly in the place of what was asked for.

    Derived fonts bear the names of their originals, which are hidden.
    """
    rules = "".join(_rule(stand_in) for stand_in in replaced)
    if derived is not None:
        rules += _folder(derived.folder, derived.index) + _hidden(derived.originals)
    return (
        f"{_HEADER}<fontconfig>\n{rules}"
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n</fontconfig>\n'
    )


def _folder(fonts: Path, index: Path) -> str:
    return f"<dir>{html.escape(str(fonts))}</dir><cachedir>{html.escape(str(index))}</cachedir>\n"


def _hidden(files: Iterable[Path]) -> str:
    globs = "".join(f"<glob>{html.escape(str(file))}</glob>" for file in files)
    return f"<selectfont><rejectfont>{globs}</rejectfont></selectfont>\n"


def _rule(stand_in: StandIn) -> str:
    return (
        '<match target="pattern"><test name="family" qual="any" compare="eq">'
        f"<string>{html.escape(stand_in.asked)}</string></test>"
        '<edit name="family" mode="assign" binding="same">'
        f"<string>{html.escape(stand_in.used)}</string></edit></match>\n"
    )


def probe() -> list[Problem]:
    """Which of the styles that Chinese documents need have no installed font at all."""
    missing = [
        style for style in ("song", "hei", "serif", "sans") if not _has_any(STAND_INS[style])
    ]
    if not missing:
        return []
    return [
        Problem(
            "fonts_missing",
            "Fonts for Chinese or Latin text are missing, so pages would not look like the "
            "original. Install them: apt-get install fonts-noto-cjk fonts-liberation "
            "fonts-crosextra-carlito fonts-crosextra-caladea",
            "缺少中文或西文字体，页面会与原文不一致。请安装：apt-get install fonts-noto-cjk "
            "fonts-liberation fonts-crosextra-carlito fonts-crosextra-caladea",
        )
    ]


def _has_any(names: Iterable[str]) -> bool:
    return any(name in installed_families() for name in names)
