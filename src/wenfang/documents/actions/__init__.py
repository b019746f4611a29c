"""What may be done with documents, one verb per file."""
