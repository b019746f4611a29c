"""Setting text that has no pages of its own: plain text, Markdown, tables of values."""
