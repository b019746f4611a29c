"""The job that renders pages which became free after processing."""

from wenfang.documents.actions import render_free_pages as rendering


def render_free_pages(revision_id: str) -> None:
    rendering.render_free_pages(revision_id=revision_id)
