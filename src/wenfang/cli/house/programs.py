"""Which processes a site consists of, and the supervisor's configuration that runs them."""

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from wenfang.cli.house.supervising import FORKED
from wenfang.cli.house.ties import tied
from wenfang.queue import parts

STOP_SECONDS = 8

_HEAD = """\
[supervisord]
nodaemon=true
silent=true
logfile={data}/log/supervisor.log
logfile_maxbytes=2MB
logfile_backups=1
pidfile={data}/run/supervisor.pid
childlogdir={data}/log
directory={data}
loglevel=info

[group:site]
programs={names}
"""

_PROGRAM = """
[program:{name}]
command={command}
autorestart=true
startretries=1000
startsecs=1
stopwaitsecs={stop_seconds}
stopasgroup=false
killasgroup=true
redirect_stderr=true
stdout_logfile={data}/log/{name}.log
stdout_logfile_maxbytes=5MB
stdout_logfile_backups=2
"""


@dataclass(frozen=True, slots=True)
class Program:
    """One process: its name in logs and signs of life, and the words of ``wenfang`` it runs."""

    name: str
    words: tuple[str, ...]
    start: tuple[str, ...] = (FORKED,)


def programs() -> list[Program]:
    workers = [
        Program(name, ("worker", "--lanes", lane, "--name", name))
        for name, lane in parts.workers().items()
    ]
    # The sandbox plays another company: it shares no memory with the site.
    apart = tied((sys.executable, "-m", "wenfang.cli"))
    sandbox = [Program(parts.SANDBOX, ("sandbox",), apart)] if parts.has_sandbox() else []
    return [
        Program("web", ("serve",)),
        *workers,
        Program(parts.INDEX, ("index",)),
        Program(parts.SWEEP, ("sweep",)),
        *sandbox,
    ]


def configuration() -> str:
    """The text of supervisord.conf; all programs are one group, so that they stop together."""
    chosen = programs()
    data = _escaped(str(settings.WENFANG_DATA))
    head = _HEAD.format(data=data, names=",".join(program.name for program in chosen))
    return head + "".join(_section(program, data) for program in chosen)


def write_configuration(folder: Path) -> Path:
    path = folder / "run" / "supervisord.conf"
    path.write_text(configuration(), encoding="utf-8")
    return path


def _section(program: Program, data: str) -> str:
    return _PROGRAM.format(
        name=program.name,
        command=_escaped(shlex.join([*program.start, *program.words])),
        data=data,
        stop_seconds=STOP_SECONDS,
    )


def _escaped(text: str) -> str:
    """The supervisor expands ``%``; a path may contain one."""
    return text.replace("%", "%%")
