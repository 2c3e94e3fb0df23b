"""The notes as a book: an EPUB and PDFs, made of the built site."""
