"""Bought documents and downloads."""
