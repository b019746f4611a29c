"""What is written about documents inside a caller's transaction."""
