"""The ``wenfang`` command."""
