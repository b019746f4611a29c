"""The job that counts a document's sales anew and shows the number on its listing."""

from wenfang.catalogue.actions import count_sales as counting
from wenfang.sales.queries import sales_count


def count_sales(document_id: str) -> None:
    counting.count_sales(document_id=document_id, total=sales_count(document_id))
