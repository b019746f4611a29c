"""Reading what files say about themselves; only ever called inside the sandbox."""
