"""What is written about listings inside a caller's transaction."""
