"""Files in and out: office lists, drawings, calendars. Knows no store and no page."""
