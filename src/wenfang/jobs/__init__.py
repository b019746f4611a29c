"""Background entry points, a few lines each."""
