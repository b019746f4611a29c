"""Wenfang 文坊: a document library that sells."""
