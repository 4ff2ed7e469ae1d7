"""Kinds of administrative units: those of the two tiers of today, and the district that ended."""

#: Below the province since 1/7/2025: commune (xã), ward (phường), special zone (đặc khu); a
#: townlet (thị trấn) was one of them before.
LOCAL = ("commune", "townlet", "ward", "special_zone")
KINDS = ("province", "district", *LOCAL)
#: The same as a list for SQL.
LOCAL_SQL = "('commune', 'townlet', 'ward', 'special_zone')"
