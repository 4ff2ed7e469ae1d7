"""Lists of accounts: who works on the project, as what, for which communes."""
