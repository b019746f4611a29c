"""What starting, watching and examining a site takes: mode rules, preparation, supervision."""
