"""Setting a project up: what it has and lacks, its name."""
