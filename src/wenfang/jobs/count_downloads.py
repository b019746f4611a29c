"""The job that counts a document's downloads anew and shows the number on its listing."""

from wenfang.catalogue.actions import count_downloads as counting
from wenfang.delivery.queries import finished_downloads


def count_downloads(document_id: str) -> None:
    counting.count_downloads(document_id=document_id, total=finished_downloads(document_id))
