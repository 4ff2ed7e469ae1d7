"""The one door: every change, from whatever entrance, is recorded here and nowhere else."""

from clearance.record.door import record, record_all, record_history
from clearance.record.hub_intake import take_page

__all__ = ["record", "record_all", "record_history", "take_page"]
