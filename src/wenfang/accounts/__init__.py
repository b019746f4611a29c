"""People: users, roles, handles and API tokens."""
