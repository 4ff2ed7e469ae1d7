"""Files from programs: hub pages, law files, outbox files of phones."""
