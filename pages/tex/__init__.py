"""Formulas in TeX: read as TeX reads them, rewritten for math-core."""
