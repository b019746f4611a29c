"""Mail and in-site messages: outbox rows written in the caller's transaction, sent by a job."""
