"""The small pages of operators and moderators: state of the site, mail, review."""
