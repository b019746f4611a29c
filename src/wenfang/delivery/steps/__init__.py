"""Opening and closing rights; each needs its caller's transaction."""
