"""Home, category, author, search and document pages."""
