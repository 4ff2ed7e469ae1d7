"""Home, lists and pages of cases, recording steps and obstacles."""
