"""Public holidays of a year as the package `holidays` knows them: to be confirmed by staff."""

from functools import cache

from holidays import country_holidays


@cache
def days_off(year: int) -> tuple[str, ...]:
    """Public holidays and days in lieu of a year in Viet Nam, YYYY-MM-DD, in order.

    A first draft: days that the Government moves by decision each year are for staff to enter.
    """
    found = country_holidays("VN", years=year)
    return tuple(sorted(day.isoformat() for day in found if day.year == year))
