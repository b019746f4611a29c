"""The two modes: a demo stays at home, a site refuses everything that is only for trying."""

import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.site import ROOT, Site

pytestmark = pytest.mark.site

MakeSite = Callable[..., Site]
PUBLIC = {
    "WENFANG_MODE": "site",
    "WENFANG_HOSTS": "docs.example.org",
    "WENFANG_URL": "https://docs.example.org",
    "WENFANG_EMAIL_URL": "smtp://user:password@mail.example.org:587?tls=1",
}


def refused(site: Site) -> str:
    """Start a site that must not start; returns what it says."""
    done = site.wenfang("run", "--empty", check=False)
    assert done.returncode == 2, done.stdout + done.stderr
    assert not (site.data / "wenfang.sqlite3").exists()
    return done.stderr


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1"])  # noqa: S104
def test_a_demo_listens_at_home_only(new_site: MakeSite, address: str) -> None:
    assert "demo_bind" in refused(new_site(WENFANG_BIND=address))


def test_a_site_refuses_the_sandbox(new_site: MakeSite) -> None:
    assert "sandbox_refused" in refused(new_site(**PUBLIC, WENFANG_GATEWAYS="sandbox"))


def test_a_site_refuses_mail_into_a_folder(new_site: MakeSite) -> None:
    settings = PUBLIC | {"WENFANG_EMAIL_URL": "file:///tmp/mail"}

    assert "folder_mail_refused" in refused(new_site(**settings))


def test_there_is_no_third_mode(new_site: MakeSite) -> None:
    assert "unknown_mode" in refused(new_site(WENFANG_MODE="production"))


def test_a_site_starts_without_demo_data_and_sandbox(new_site: MakeSite) -> None:
    site = new_site(words=(), **PUBLIC)
    site.launch()
    site.wait_until_told("Wenfang is ready")
    host = {"Host": "docs.example.org"}
    listed = httpx.get(f"{site.url}/api/v1/documents", headers=host, timeout=10)

    assert listed.json()["total"] == 0
    assert site.pids("wenfang.cli", "sandbox") == []
    assert not (site.data / "sandbox").exists()
    assert not (site.data / "demo-loaded").exists()
    assert "demo.invalid" not in site.told()
    assert "payment" in site.told()
    assert httpx.get(site.url, timeout=10).status_code == 400, "an unknown host is refused"


def test_a_demo_offers_the_sandbox(site: Site) -> None:
    """The negative control: what a site lacks above, a demo has."""
    assert site.pids("wenfang.cli", "sandbox")
    assert (site.data / "sandbox" / "public.pem").exists()


def doctor(site: Site, **more: str) -> tuple[int, str]:
    done = subprocess.run(
        [str(ROOT / ".venv" / "bin" / "wenfang"), "doctor"],
        env=site.environment | more,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout


def test_the_doctor_names_what_a_demo_lacks(site: Site) -> None:
    status, text = doctor(site)
    missing = [line for line in text.splitlines() if line.startswith("MISSING")]

    assert status == 1
    for area in ("mode", "host", "HTTPS", "mail (SMTP)", "payment"):
        assert any(line.split(maxsplit=1)[1].startswith(area) for line in missing), area
    assert "docs.example.org" in text


def test_the_doctor_is_content_with_what_is_there(site: Site) -> None:
    _, text = doctor(site, **PUBLIC)
    missing = [line for line in text.splitlines() if line.startswith("MISSING")]

    for area in ("mode", "host", "HTTPS", "mail (SMTP)", "database", "data folder"):
        assert not any(line.split(maxsplit=1)[1].startswith(area) for line in missing), area


def test_the_doctor_speaks_chinese(site: Site) -> None:
    _, text = doctor(site, LANG="zh_CN.UTF-8")

    assert "缺少" in text
    assert "支付" in text


def test_the_doctor_finds_a_machine_without_sandboxing(site: Site, tmp_path: Path) -> None:
    status, text = doctor(site, PATH=str(tmp_path), **PUBLIC)

    assert status == 1
    assert "MISSING  sandboxing" in text


def test_secrets_are_random_and_the_owners_alone(site: Site, new_site: MakeSite) -> None:
    other = new_site("other")
    other.wenfang("doctor", check=False)
    keys = [one.data / "secrets" / "secret-key" for one in (site, other)]

    assert keys[0].read_text(encoding="ascii") != keys[1].read_text(encoding="ascii")
    assert all(stat.S_IMODE(key.stat().st_mode) == 0o600 for key in keys)
    assert stat.S_IMODE(site.data.stat().st_mode) == 0o700
    tracked = subprocess.run(
        ["git", "grep", "-lF", keys[0].read_text(encoding="ascii")], cwd=ROOT, check=False
    )
    assert tracked.returncode == 1 or not (ROOT / ".git").exists()


def test_a_demo_that_cannot_convert_says_so_and_what_to_do(new_site: MakeSite) -> None:
    site = new_site()
    site.launch("bwrap", "--dev-bind", "/", "/", "--ro-bind", "/dev/null", "/usr/bin/bwrap")
    site.wait_until_told("Stop with Ctrl-C.")

    assert "apt-get install bubblewrap" in site.told()


def test_a_demo_that_can_convert_says_nothing_of_the_kind(new_site: MakeSite) -> None:
    site = new_site()
    site.launch()
    site.wait_until_told("Stop with Ctrl-C.")

    assert "missing" not in site.told()
