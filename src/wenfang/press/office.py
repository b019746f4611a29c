"""The one wrapper around LibreOffice: finding it, its primed profile, one conversion to PDF."""

import dataclasses
import functools
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wenfang.press.answers import distrust, number
from wenfang.press.deadline import Deadline
from wenfang.press.errors import OurFaultError
from wenfang.press.fontconfig import FILE_NAME as FONTS_FILE
from wenfang.press.fontconfig import configuration
from wenfang.press.model import Limits, Problem
from wenfang.press.room import Room
from wenfang.press.sandbox import INBOX, INSIDE, Program, run_inside

PROFILE = "profile"
PROFILE_EDITION = "1"
MOST_MEMORY = 2**50
KEPT_OF_PROFILE = ("user/extensions",)

# Macros off, links never followed or updated, no recovery, no update check. The numbers of the
# two Link settings differ on purpose: "never" is 0 in the text program and 1 in the spreadsheet.
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("Setup/Office", "ooSetupInstCompleted", "true"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "CheckDocumentEvents", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
)
_SQUEEZING = ("Office.Common/AsianLayout", "CompressCharacterDistance", "1")


@functools.cache
def program_folder() -> Path | None:
    """The folder of the installed office, None when there is none."""
    command = shutil.which("soffice", path=os.environ.get("PATH", "") + ":/usr/bin")
    if command is None:
        return None
    folder = Path(command).resolve().parent
    return folder if (folder / "soffice.bin").is_file() else None


def _installed() -> Path:
    folder = program_folder()
    if folder is None:
        raise OurFaultError("LibreOffice is not installed")
    return folder


@functools.cache
def version() -> str:
    """The installed version in two parts, for example ``7.4``."""
    bootstrap = (_installed() / "bootstraprc").read_text("utf-8", "replace")
    found = re.search(r"^ProductKey=\D*(\d+\.\d+)", bootstrap, re.MULTILINE)
    if found is None:
        raise OurFaultError("LibreOffice does not say its version")
    return found[1]


def _registry(settings: Sequence[tuple[str, str, str]]) -> str:
    items = [*settings, ("Setup/Product", "ooSetupLastVersion", version())]
    lines = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{lines}</oor:items>\n'
    )


def _write_registry(profile: Path, settings: Sequence[tuple[str, str, str]] = _SETTINGS) -> None:
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(settings), "utf-8")


def primed_profile(cache: Path, *, limits: Limits, deadline: Deadline) -> Path:
    """The profile that jobs copy, built once for the installed version.

    Without it every start repeats the office's first-run work, about one second.
    """
    profile = cache / f"office-profile-{version()}-{PROFILE_EDITION}"
    if profile.is_dir():
        return profile
    with tempfile.TemporaryDirectory(dir=cache, prefix=".priming-") as draft:
        _prime(Path(draft), limits, deadline)
        try:
            (Path(draft) / "kept").rename(profile)
        except OSError:
            if not profile.is_dir():
                raise
    return profile


def _prime(folder: Path, limits: Limits, deadline: Deadline) -> None:
    """Let the office start once and keep only what later starts would otherwise redo."""
    _write_registry(folder / PROFILE)
    (folder / FONTS_FILE).write_text(configuration([]), "utf-8")
    outcome = run_inside(
        _office(["--terminate_after_init"]), folder, limits=limits, deadline=deadline
    )
    kept = folder / "kept"
    _write_registry(kept)
    for name in KEPT_OF_PROFILE:
        if not (folder / PROFILE / name).is_dir():
            raise OurFaultError(f"priming LibreOffice failed: {outcome}")
        shutil.copytree(folder / PROFILE / name, kept / name)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What an office needs to find in its room: profile, fonts, and the folders of fonts.

    ``squeezes`` lets it compress the punctuation that it can, the way the document asks for; it
    does not read that wish from Word's newer files itself.
    """

    profile: Path
    font_configuration: str
    font_folders: tuple[Path, ...] = ()
    squeezes: bool = False

    def furnish(self, folder: Path) -> None:
        """Put a profile of its own and the font configuration into the room."""
        shutil.copytree(self.profile, folder / PROFILE)
        if self.squeezes:
            _write_registry(folder / PROFILE, [*_SETTINGS, _SQUEEZING])
        (folder / FONTS_FILE).write_text(self.font_configuration, "utf-8")


class Ending(NamedTuple):
    """How an office ended, as a shell tells it, and the most memory that it took."""

    returncode: int
    memory_bytes: int


class Office(Room):
    """An office that was started in its sandbox and will convert one document."""

    def __init__(self, furniture: Furniture, limits: Limits) -> None:
        program = _office([], furniture.font_folders)
        host = Path(__file__).parent / "worker" / "office_host.py"
        command = [sys.executable, "-I", "-S", "-B", str(host), json.dumps(list(program.argv))]
        readable = [*program.readable, Path(sys.base_prefix), Path(sys.prefix), host.parent]
        super().__init__(
            dataclasses.replace(program, argv=command, readable=readable),
            limits=limits,
            furnish=furniture.furnish,
        )

    def convert(
        self, name: str, *, export: str, options: Mapping[str, bool | int | str], deadline: Deadline
    ) -> Ending:
        """Convert what was handed in under ``name`` to a PDF of that name; how the office ended.

        Whether it worked shows when the PDF is taken out.
        """
        target = f"pdf:{export}:{_options(options)}" if options else f"pdf:{export}"
        source, outdir = (INBOX / name).as_uri(), INSIDE.as_uri()
        request = {"arguments": ["--convert-to", target, "--outdir", outdir, source]}
        untrusted = self.ask(request, deadline)
        with distrust():
            return Ending(
                returncode=number(untrusted["returncode"], 0, 255),
                memory_bytes=number(untrusted["memory_bytes"], 0, MOST_MEMORY),
            )


def _options(options: Mapping[str, bool | int | str]) -> str:
    kinds = {bool: "boolean", int: "long", str: "string"}
    return json.dumps(
        {
            name: {"type": kinds[type(value)], "value": str(value).lower()}
            for name, value in options.items()
        }
    )


def _office(arguments: list[str], fonts: Sequence[Path] = ()) -> Program:
    """The office itself, without its start script, reading its own settings from /usr.

    Debian keeps the settings in /etc/libreoffice, which the sandbox does not have, and a copy
    that they are linked from under /usr; upstream's packages keep them in share/registry.
    """
    folder = _installed()
    registry = _registry_folder(folder).as_uri()
    user = f"user:!{(INSIDE / PROFILE).as_uri()}/user/registrymodifications.xcu"
    return Program(
        argv=[
            str(folder / "soffice.bin"),
            f"-env:UserInstallation={(INSIDE / PROFILE).as_uri()}",
            f"-env:CONFIGURATION_LAYERS=xcsxcu:{registry} res:{registry} {user}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *arguments,
        ],
        readable=[folder.parent, *fonts],
        environment={"FONTCONFIG_FILE": str(INSIDE / FONTS_FILE), "SAL_USE_VCLPLUGIN": "svp"},
    )


def _registry_folder(program: Path) -> Path:
    debian = program.parent / "share" / ".registry"
    return debian if debian.is_dir() else program.parent / "share" / "registry"


def probe() -> list[Problem]:
    """Whether an office is installed at all."""
    if program_folder() is not None:
        return []
    return [
        Problem(
            "office_missing",
            "LibreOffice is not installed, so only PDF files can be shown. "
            "Install it: apt-get install libreoffice-nogui",
            "没有安装 LibreOffice，只能显示 PDF 文件。请安装：apt-get install libreoffice-nogui",
        )
    ]
