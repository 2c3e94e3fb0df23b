"""What one build leaves for the next: values under hashes of all that they depend on, and the site."""
