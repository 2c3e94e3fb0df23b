"""What helps to write a note: begin one, find what is wrong with it, mend what can be mended."""
