"""What may be done with listings, one verb per file."""
