"""Which facts make stale what was worked out of the others: the rest leave it as it is."""

from clearance.rules.procedure.steps import STEPS, steps_of
from clearance.rules.records.subjects import BLOCKERS

#: Things whose steps free ground.
CASES = (*BLOCKERS, "household")
#: Steps that free ground, and those that take such a step back.
FREEING = frozenset(s.code for name in CASES for s in steps_of(name) if s.frees)
UNDOING = frozenset(s.code for name in CASES for s in steps_of(name) if FREEING & {*s.clears})
#: What can change which things there are and where they lie.
LISTING = frozenset(("registered", "revised", "retired", "restored", "replaced", "reverted",
                     "found", "confirmed"))  # fmt: skip
#: What can change which cases there are, where they lie and who may see them.
WRITING = LISTING | {"withdrawn", "inherited"}
#: What can change which metres are free.
GROUND = WRITING | FREEING | UNDOING
#: What can change how far a case is, when its clocks opened and closed, and in which commune.
STEPS_TAKEN = WRITING | {code for _subject, code in STEPS}
#: What can change which obstacles are open.
OBSTACLES = WRITING | {"opened", "closed", "moved"}
#: What can change clear metres, or where a segment or an offering stands.
HANDOVER = GROUND | {"promised", "offered", "accepted", "refused"}
#: What can change that, or how far a case is and what hinders it.
PROGRESS = HANDOVER | STEPS_TAKEN | OBSTACLES
