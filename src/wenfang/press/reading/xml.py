"""Parsing one XML part that has been checked to have no DTD."""

from lxml import etree

from wenfang.press.errors import DamagedFileError


def parse(content: bytes) -> etree._Element:
    """The root of the part; nothing that it names is ever fetched or expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFileError from error
