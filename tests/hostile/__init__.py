"""Hostile documents of our own making, and what must not happen when they are pressed."""
