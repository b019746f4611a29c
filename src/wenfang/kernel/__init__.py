"""Ideas that every part shares and that need nothing but the standard library."""
