"""What is written about mail inside a caller's transaction."""
