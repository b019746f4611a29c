"""The demo library: real files in many formats, made on the spot from texts of our own."""

from wenfang.cli.demo.library import (
    DemoAccount,
    DemoCategory,
    DemoDocument,
    accounts,
    build_library,
    categories,
)

__all__ = [
    "DemoAccount",
    "DemoCategory",
    "DemoDocument",
    "accounts",
    "build_library",
    "categories",
]
