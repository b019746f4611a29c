"""What can be done about orders and money; each opens its own transaction."""
