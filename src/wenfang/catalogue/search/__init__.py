"""The search port and its engines, one file each."""
