"""Writes: what people and jobs can do in this room."""
