"""Jobs by name: enqueueing, running, leases and the sweeper. The only importer of django-tasks."""
