-- Obstacles as half-open intervals: open on a day when from_day <= day AND day < to_day.
CREATE VIEW open_obstacle AS
  SELECT uid, project_uid, subject, subject_uid, unit_uid, kind, opened_on AS from_day,
         COALESCE(closed_on, '9999-12-31') AS to_day
  FROM obstacle WHERE opened_on IS NOT NULL;
