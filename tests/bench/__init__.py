"""How long the site takes to build, side by side with a stock MkDocs Material build."""
