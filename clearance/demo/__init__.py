"""Invented corridors with invented people: for looking around, testing and measuring."""

from clearance.demo.history import demo_changes, project_uid_of
from clearance.demo.photos import photos
from clearance.demo.scales import SCALES

__all__ = ["SCALES", "demo_changes", "photos", "project_uid_of"]
