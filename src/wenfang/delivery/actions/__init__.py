"""What can be done with an entitlement; each opens its own transaction."""
