"""The job that has a blob scanned, and takes what is infected off sale."""

from wenfang.catalogue.actions.withdraw_infected import withdraw_infected
from wenfang.documents.actions import scan_blob as scanning


def scan_blob(sha256: str) -> None:
    for document in scanning.scan_blob(sha256=sha256):
        withdraw_infected(document=document)
