"""The one wrapper around fontconfig: what is installed, and one job's own configuration."""

import functools
import shutil
import subprocess
from collections.abc import Iterable
from xml.sax.saxutils import escape

from wenfang.press.model import Problem
from wenfang.press.typefaces import STAND_INS, StandIn

FILE_NAME = "fonts.conf"
_HEADER = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'


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


def configuration(replaced: Iterable[StandIn]) -> str:
    """A fontconfig file that puts every stand-in firmly in the place of what was asked for."""
    rules = "".join(_rule(stand_in) for stand_in in replaced)
    return (
        f"{_HEADER}<fontconfig>\n{rules}"
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n</fontconfig>\n'
    )


def _rule(stand_in: StandIn) -> str:
    return (
        '<match target="pattern"><test name="family" qual="any" compare="eq">'
        f"<string>{escape(stand_in.asked)}</string></test>"
        '<edit name="family" mode="assign" binding="same">'
        f"<string>{escape(stand_in.used)}</string></edit></match>\n"
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
