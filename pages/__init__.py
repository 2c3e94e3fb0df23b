"""A page as a reader gets it: pure functions of rendered HTML. Never imports MkDocs."""
