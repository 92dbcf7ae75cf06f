"""The case store: cases kept entry by entry in a database, with their history, diagnoses and plans."""
