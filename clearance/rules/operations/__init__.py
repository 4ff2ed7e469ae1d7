"""Operations on the ground truth: what was entered changes its extent, its parts or its number."""
