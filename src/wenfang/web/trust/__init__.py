"""Reports and, later, cases."""
