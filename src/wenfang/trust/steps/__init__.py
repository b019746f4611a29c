"""Parts of actions: each needs the transaction of its caller."""
