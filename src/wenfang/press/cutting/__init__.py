"""Copies of documents that hold their first pages alone, one kind of file per module."""
