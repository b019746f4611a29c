"""The documentation tells the truth about settings, commands, dependencies and files."""

import pkgutil

import pytest

import wenfang.cli
from tests.architecture import documents
from wenfang.config.environ import SETTINGS


def test_every_setting_is_documented_with_its_default_and_no_other() -> None:
    documented = documents.documented_settings(documents.text_of("reference/settings.md"))

    assert documented == {name: setting.default for name, setting in SETTINGS.items()}


def test_a_setting_without_a_word_is_found() -> None:
    text = "## `PORT`\nDefault: `8000`. The port.\n\n## `WENFANG_URL`\nNothing is said.\n"

    assert documents.documented_settings(text) == {"PORT": "8000"}


def test_every_command_is_documented() -> None:
    found = pkgutil.iter_modules(wenfang.cli.__path__)
    commands = {one.name.replace("_", "-") for one in found if not one.ispkg} - {"--main--"}

    assert documents.documented_commands(documents.text_of("reference/cli.md")) == commands


def test_every_dependency_has_its_reason() -> None:
    documented = documents.documented_packages(documents.text_of("explanation/dependencies.md"))

    assert documented == documents.required_packages()


def test_a_dependency_without_a_reason_is_found() -> None:
    assert documents.documented_packages("| django | pages |\n| left-pad | |\n") == {"django"}


@pytest.mark.parametrize("walk", documents.WALKS)
def test_a_walk_leads_through_files_that_exist(walk: str) -> None:
    text = documents.text_of(walk)

    assert len(documents.paths(text)) >= 8
    assert documents.dead_paths(text) == []


def test_no_page_names_a_file_that_is_gone() -> None:
    pages = [path for path in documents.DOCS.rglob("*.md") if "_build" not in path.parts]
    pages += [documents.ROOT / "README.md", documents.ROOT / "CONTRIBUTING.md"]
    dead = {path.name: documents.dead_paths(path.read_text(encoding="utf-8")) for path in pages}

    assert not any(dead.values()), dead


def test_a_dead_path_is_found() -> None:
    text = "See `src/wenfang/cli/run.py` and `src/wenfang/cli/gone.py`."

    assert documents.dead_paths(text) == ["src/wenfang/cli/gone.py"]


def test_every_package_of_a_running_site_is_used() -> None:
    wanted = set(
        documents.REQUIREMENT.findall(
            (documents.ROOT / "requirements" / "runtime.in").read_text("utf-8")
        )
    )
    source = "".join(path.read_text("utf-8") for path in (documents.ROOT / "src").rglob("*.py"))
    # Django loads the one for the scheme of DATABASE_URL; the other one builds this package.
    assert documents.unused(wanted, source) == {"psycopg", "flit-core"}


def test_a_package_that_nobody_imports_is_found() -> None:
    assert documents.unused({"httpx", "pillow"}, "import httpx") == {"pillow"}
