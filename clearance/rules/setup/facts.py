"""Facts that the set-up checks judge: plain counts, names, days and instants."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: A list of codes or names: the figure is its length, the words name the first of them.
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """The project itself: name, code, zone in words, day of its start; the number of shapes."""

    name: str = ""
    code: str = ""
    zone: str = ""
    begun_on: str | None = None
    shapes: int = 0


@dataclass(frozen=True, slots=True)
class GroundFacts:
    """Units, roads and what was brought in along them; lists hold codes or names.

    `surveyed_m`: metres of all alignments (`road_m`) over which each kind was surveyed;
    `counts_surveys` False: a project made before, whose clear metres look at parcels alone.
    """

    units: int = 0
    undrawn_units: Names = ()
    ended_units: int = 0
    heirless_units: Names = ()
    alignments: int = 0
    uncalibrated: Names = ()
    corridors: int = 0
    roads_without_corridor: Names = ()
    packages: int = 0
    segments: int = 0
    undated_segments: Names = ()
    households: int = 0
    things: Mapping[str, int] = field(default_factory=dict)
    road_m: int = 0
    surveyed_m: Mapping[str, int] = field(default_factory=dict)
    counts_surveys: bool = True


@dataclass(frozen=True, slots=True)
class PeopleFacts:
    """Active accounts by role; logins without full name or area; communes without a cadre."""

    by_role: Mapping[str, int] = field(default_factory=dict)
    nameless: Names = ()
    areas: int = 0
    without_area: Names = ()
    communes: int = 0
    communes_without_cadre: Names = ()
    can_sign_in: bool = False


@dataclass(frozen=True, slots=True)
class LawFacts:
    """Days off by year (None: not recorded, else confirmed or not), rows of the law, its end."""

    years: Mapping[int, bool | None] = field(default_factory=dict)
    terms: int = 0
    unverified: int = 0
    ending: tuple[tuple[str, str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class KeepingFacts:
    """Instants (UTC stamps, "" for never) of the journal, the last backup and the last check."""

    first_at: str = ""
    newest_at: str = ""
    backed_up_at: str = ""
    checked_at: str = ""
    check_failed_at: str = ""


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """The server: risks of the engine, HTTPS, rights, free disk (MB), the certificate's last day.

    `certificate_until`: None without a path, "" for a file that cannot be read. `risks` of the
    engine, `unsound` shapes (subject, code) and the number of `undivided` things are None where
    nobody looked.
    """

    risks: Names | None = None
    is_secure: bool = False
    is_private: bool = True
    is_demo: bool = False
    free_mb: int = 0
    reserve_mb: int = 0
    certificate_until: str | None = None
    unsound: tuple[tuple[str, str], ...] | None = None
    undivided: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the checks judge, on a day (YYYY-MM-DD) at an instant (UTC stamp)."""

    today: str
    now_at: str
    project: ProjectFacts = ProjectFacts()
    ground: GroundFacts = field(default_factory=GroundFacts)
    people: PeopleFacts = field(default_factory=PeopleFacts)
    law: LawFacts = field(default_factory=LawFacts)
    keeping: KeepingFacts = KeepingFacts()
    machine: MachineFacts = MachineFacts()
