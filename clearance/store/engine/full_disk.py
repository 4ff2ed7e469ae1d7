"""A disk without room, known by what the system, SQLite or PostgreSQL says, whoever met it."""

import errno

#: No room on the disk; no room left to this person.
_SYSTEM = (errno.ENOSPC, errno.EDQUOT)
#: SQLITE_FULL, and the shared memory beside the log that cannot grow (SQLITE_IOERR_SHMSIZE).
_SQLITE = (13, 4874)
_POSTGRESQL = "53100"


def is_full(error: BaseException) -> bool:
    """Whether the fault is a disk without room."""
    return (
        (isinstance(error, OSError) and error.errno in _SYSTEM)
        or getattr(error, "sqlite_errorcode", None) in _SQLITE
        or getattr(error, "sqlstate", None) == _POSTGRESQL
    )
