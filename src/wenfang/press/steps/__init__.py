"""The steps of the press, one per file, each a function of a job."""
