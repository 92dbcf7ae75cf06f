"""What was answered: case files, the voices in them, and the interview that fills them."""
