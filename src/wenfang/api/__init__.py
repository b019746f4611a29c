"""The REST edge: one file per resource."""
