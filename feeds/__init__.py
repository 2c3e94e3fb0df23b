"""How notes are announced: digest, Atom, JSON Feed, OPML, RSS. Never imports MkDocs."""
