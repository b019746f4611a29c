"""What the doctor looks at: each part of a site, whether it is ready, and if not why."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from wenfang.cli.house.voice import told
from wenfang.kernel.errors import WenfangError
from wenfang.press import probe
from wenfang.sales.database import refuse_unsafe_database
from wenfang.sales.providers import SANDBOX, gateway_named, offered_providers

SMALLEST_FREE_BYTES = 2 * 1024**3
LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``problem`` is empty when it is well."""

    area: str
    problem: str = ""

    @property
    def is_well(self) -> bool:
        return not self.problem


def findings() -> Iterator[Finding]:
    """Everything that a site for the public needs, in the order in which one would set it up."""
    yield Finding(told("mode", "模式"), _mode())
    yield Finding(told("host", "域名"), _hosts())
    yield Finding("HTTPS", _https())
    yield Finding(told("mail (SMTP)", "邮件 (SMTP)"), _mail())
    yield Finding(told("payment", "支付"), _payment())
    yield from conversion_findings()
    yield Finding(told("database", "数据库"), _database())
    yield Finding(told("data folder", "数据文件夹"), _data_folder(settings.WENFANG_DATA))
    yield Finding(told("disk space", "磁盘空间"), _disk(settings.WENFANG_DATA))


def _mode() -> str:
    if settings.WENFANG_MODE == "site":
        return ""
    return told("this is a demo; set WENFANG_MODE=site", "当前是演示模式；请设置 WENFANG_MODE=site")


def _hosts() -> str:
    if set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        return ""
    return told(
        "set WENFANG_HOSTS to the site's own host names, such as docs.example.org",
        "请把 WENFANG_HOSTS 设置为站点自己的域名，例如 docs.example.org",
    )


def _https() -> str:
    address = urlsplit(settings.WENFANG_URL)
    if address.scheme == "https" and address.hostname in settings.ALLOWED_HOSTS:
        return ""
    return told(
        "set WENFANG_URL to https:// and one of WENFANG_HOSTS; a reverse proxy brings the "
        "certificate",
        "请把 WENFANG_URL 设置为 https:// 加 WENFANG_HOSTS 中的一个域名；证书由反向代理提供",
    )


def _mail() -> str:
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return ""
    return told(
        "set WENFANG_EMAIL_URL=smtp://user:password@host:587?tls=1 and WENFANG_EMAIL_FROM",
        "请设置 WENFANG_EMAIL_URL=smtp://用户:密码@主机:587?tls=1 和 WENFANG_EMAIL_FROM",
    )


def _payment() -> str:
    offered = offered_providers()
    if offered and SANDBOX not in offered:
        return " ".join(filter(None, map(_gateway_problem, offered)))
    return told(
        "name a real payment provider in WENFANG_GATEWAYS; until then only free documents can "
        "be had",
        "请在 WENFANG_GATEWAYS 中填写真实的支付渠道；在此之前只能提供免费文档",
    )


def _gateway_problem(name: str) -> str:
    return _problem_of(lambda: gateway_named(name))


def _problem_of(check: Callable[[], object]) -> str:
    try:
        check()
    except WenfangError as error:
        return told(error.message("en"), error.message("zh"))
    return ""


def conversion_findings() -> Iterator[Finding]:
    """What keeps this machine from converting documents; a demo needs it as much as a site."""
    area = told("sandboxing and conversion", "沙箱与转换")
    problems = probe()
    for problem in problems:
        yield Finding(area, told(problem.en, problem.zh))
    if not problems:
        yield Finding(area)


def _database() -> str:
    return _problem_of(refuse_unsafe_database)


def _data_folder(folder: Path) -> str:
    if not folder.is_dir():
        return told(f"{folder} does not exist yet; start once", f"{folder} 尚不存在；请先启动一次")
    if folder.stat().st_mode & 0o077:
        return told(
            f"others can read {folder}; run: chmod 700 {folder}",
            f"其他用户可以读取 {folder}；请运行：chmod 700 {folder}",
        )
    return ""


def _disk(folder: Path) -> str:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free >= SMALLEST_FREE_BYTES:
        return ""
    return told(
        f"only {free // 1024**2} MiB are free at {there}; 2048 MiB are the least",
        f"{there} 只剩 {free // 1024**2} MiB 可用空间；至少需要 2048 MiB",
    )
