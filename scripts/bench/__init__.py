"""``make bench``: one run on this machine that measures the press and writes its results page."""
