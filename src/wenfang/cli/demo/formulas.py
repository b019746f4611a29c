"""Formulas: a small part of TeX's notation to Office's own formula language (OMML)."""

from lxml import etree
from lxml.etree import _Element


def inline_formula(source: str) -> _Element:
    raise NotImplementedError
