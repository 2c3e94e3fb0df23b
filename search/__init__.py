"""The search: what is published of each page, and the program that finds in it. Never imports MkDocs."""
