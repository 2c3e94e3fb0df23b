"""A published note and how it is announced: digest, Atom, JSON Feed, OPML, RSS. Never imports MkDocs."""
