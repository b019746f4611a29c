"""What tests are made of: files, people, documents, orders."""
