"""What is true: pure rules, without input, output or clock."""
