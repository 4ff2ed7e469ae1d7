"""Recognises a full disk in errors of the system, SQLite and PostgreSQL."""

import errno

#: No room on the disk; no room left to this person.
_SYSTEM = (errno.ENOSPC, errno.EDQUOT)
#: SQLITE_FULL, and the shared memory beside the log that cannot grow (SQLITE_IOERR_SHMSIZE).
_SQLITE = (13, 4874)
_POSTGRESQL = "53100"


def is_full(error: BaseException) -> bool:
    """Whether the error says that the disk is full."""
    return (
        (isinstance(error, OSError) and error.errno in _SYSTEM)
        or getattr(error, "sqlite_errorcode", None) in _SQLITE
        or getattr(error, "sqlstate", None) == _POSTGRESQL
    )
