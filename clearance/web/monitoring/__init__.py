"""What the server says of itself: a log of refusals and errors, figures for a monitor."""
