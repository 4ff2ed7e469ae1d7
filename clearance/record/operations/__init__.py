"""Operations at the door: carried out and undone whole; what they do to the state."""
