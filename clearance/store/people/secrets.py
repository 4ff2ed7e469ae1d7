"""Passwords, one-time links and tokens: made, hashed, checked."""

import hashlib
import hmac
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

#: argon2id with 19 MiB, 2 passes: the least OWASP advises, about 50 ms here.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_NOBODY = _HASHER.hash("nobody's password")
LEAST = 12
#: Words an attacker of this office would try first.
_GUESSED = ("hamyen", "tuyenquang", "gpmb", "matkhau", "password", "123456", "qwerty", "abc123")


def hash_password(password: str) -> str:
    """argon2id hash of a password."""
    return _HASHER.hash(password)


def is_password(stored: str | None, password: str) -> bool:
    """Whether the password is right; takes the same time when there is no account."""
    try:
        _HASHER.verify(stored or _NOBODY, password)
    except VerificationError:
        return False
    return stored is not None


def weakness(password: str) -> str:
    """Why a password may not be used: `short`, `guessed`, or ''."""
    if len(password) < LEAST:
        return "short"
    rest = password.lower()
    for word in _GUESSED:
        rest = rest.replace(word, "")
    return "guessed" if len(rest) < LEAST // 2 else ""


def new_token() -> str:
    """A random token for a link, a program or a calendar."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed(key: bytes, text: str) -> str:
    """A digest nobody can make or undo without this installation's key; 32 hex digits."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32]
