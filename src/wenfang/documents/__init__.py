"""Uploads, revisions, processing, previews and introductions."""
