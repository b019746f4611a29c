"""Ordering and paying."""
