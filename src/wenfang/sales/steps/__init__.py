"""Parts of a sale; each needs its caller's transaction."""
