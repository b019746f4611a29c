"""What must always hold about orders and money, as far as a database can show it."""
