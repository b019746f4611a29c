"""The site's own settings over a data folder that lives as long as this test run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import dj_database_url

from wenfang.config.environ import SETTINGS

for _name in SETTINGS:
    os.environ.pop(_name, None)

_data = Path(tempfile.mkdtemp(prefix="wenfang-test-"))
_maker = os.getpid()
os.environ["WENFANG_DATA"] = str(_data)


def _remove() -> None:
    # A forked child runs this at its end too, while the tests still need the folder.
    if os.getpid() == _maker:
        shutil.rmtree(_data, ignore_errors=True)


atexit.register(_remove)

from wenfang.config.settings import *  # noqa: E402, F403
from wenfang.config.settings import DATABASES, STORAGES  # noqa: E402

for _folder in ("blobs", "pressed", "previews", "tmp", "mail", "run", "press", "index", "static"):
    (_data / _folder).mkdir(exist_ok=True)

# A database in a file, as the site has it: tests about two connections need real locks.
DATABASES["default"]["TEST"] = {"NAME": str(_data / "test.sqlite3")}
# The same tests on PostgreSQL: WENFANG_TEST_DATABASE=postgres://user@127.0.0.1/postgres
if _other := os.environ.get("WENFANG_TEST_DATABASE"):
    DATABASES["default"] = dj_database_url.parse(_other)
# The manifest exists after collectstatic only, which a test of a page does not need.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Slow hashing protects real passwords; here it would only be slow.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
