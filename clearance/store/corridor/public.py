"""What anybody may know: counts by commune, without a code or a name."""

from clearance.store.engine.connection import Row, Store


def count_by_commune(store: Store, as_of: str) -> list[Row]:
    """Households and graves of each commune, all and done by a day."""
    done = "SUM(CASE WHEN c.cleared_on <= :as_of THEN 1 ELSE 0 END)"
    return store.query(
        "SELECT u.name, u.chainage_from_m, SUM(c.household) AS households,"  # noqa: S608
        f" SUM(c.household_done) AS handed_over, SUM(c.grave) AS graves,"
        " SUM(c.grave_done) AS accepted FROM ("
        f"SELECT unit_uid, COUNT(*) AS household, {done} AS household_done, 0 AS grave,"
        " 0 AS grave_done FROM household c GROUP BY unit_uid"
        f" UNION ALL SELECT unit_uid, 0, 0, COUNT(*), {done} FROM grave c GROUP BY unit_uid"
        ") c JOIN unit u ON u.uid = c.unit_uid GROUP BY u.uid, u.name, u.chainage_from_m"
        " ORDER BY COALESCE(u.chainage_from_m, 1000000000), u.name",
        as_of=as_of,
    )


def list_days(store: Store, upto: str) -> list[str]:
    """The days up to one of which figures are published, the newest first."""
    sql = "SELECT as_of FROM publication WHERE as_of <= :upto ORDER BY as_of DESC"
    return [row["as_of"] for row in store.query(sql, upto=upto)]


def find(store: Store, as_of: str) -> str:
    """The figures published of a day, JSON."""
    return str(store.value("SELECT figures FROM publication WHERE as_of = :day", day=as_of))


def keep(store: Store, as_of: str, seq: int, figures: str) -> None:
    """Publish figures made at a row of the journal, unless that day has its figures."""
    with store.atomic():
        store.run(
            "INSERT INTO publication (as_of, seq, figures) VALUES (:day, :seq, :figures)"
            " ON CONFLICT (as_of) DO NOTHING",
            day=as_of,
            seq=seq,
            figures=figures,
        )
