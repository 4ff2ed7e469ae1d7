"""Who acts: a signed-in person, as the rules know one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Who:
    """A person at the door: identifier, login name, role."""

    uid: str
    name: str
    role: str

    @property
    def sees_all_units(self) -> bool:
        """Only the administrator is not bound to a set of units."""
        return self.role == "admin"


#: Whoever sits at the server's own terminal.
TERMINAL = Who("terminal", "terminal", "admin")
