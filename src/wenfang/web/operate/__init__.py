"""The small pages of operators: mail, state of the site."""
