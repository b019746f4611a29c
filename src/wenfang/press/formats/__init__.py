"""The families of formats: every module here that has a ``FAMILY`` is one."""

import functools
import importlib
import pkgutil

from wenfang.press.family import Family


@functools.cache
def families() -> tuple[Family, ...]:
    """Every family, in the order in which they are asked about a file."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(sorted((module.FAMILY for module in modules), key=lambda family: family.rank))


def family_of(format_id: str) -> Family | None:
    """The family that a format belongs to."""
    return next((family for family in families() if format_id in family.formats), None)
