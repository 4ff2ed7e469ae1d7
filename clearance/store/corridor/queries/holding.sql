-- Things in one area that hold some metre of a place on a day: their household, the holder (as in
-- HOLDER_SOURCES: a grave's own, else the household's), the case that clears them, an open obstacle.
-- In braces: whether a piece of it meets the place, and the reader's area.
SELECT t.subject, t.code, t.chainage_from_m AS from_m, t.chainage_to_m AS to_m, t.side, u.name AS commune, h.code AS household,
       i.full_name, COALESCE(o.full_name, p.name) AS officer,
       CASE WHEN t.is_own = 1 OR h.uid IS NULL THEN t.subject ELSE 'household' END AS step_subject,
       CASE WHEN t.is_own = 1 OR h.uid IS NULL THEN t.uid ELSE h.uid END AS step_uid,
       (SELECT MIN(b.kind) FROM open_obstacle b WHERE b.subject_uid IN (t.uid, h.uid)
         AND b.from_day <= :as_of AND :as_of < b.to_day) AS obstacle
FROM (
  SELECT 'parcel' AS subject, uid, code, unit_uid, household_uid, chainage_from_m,
         chainage_to_m, side, parts, 0 AS is_own, cleared_on, NULL AS holder_uid
  FROM parcel WHERE alignment_uid = :alignment AND COALESCE(is_public, 0) = 0
  UNION ALL
  SELECT 'structure', uid, code, unit_uid, household_uid, chainage_from_m, chainage_to_m, side,
         parts, 0, cleared_on, NULL
  FROM structure WHERE alignment_uid = :alignment
  UNION ALL
  SELECT 'utility', uid, code, unit_uid, NULL, chainage_from_m, chainage_to_m, side, parts, 1,
         cleared_on, NULL
  FROM utility WHERE alignment_uid = :alignment
  UNION ALL
  SELECT 'grave', uid, code, unit_uid, household_uid, chainage_from_m, chainage_to_m, side, parts, 1,
         cleared_on, holder_uid
  FROM grave WHERE alignment_uid = :alignment
) t
LEFT JOIN unit u ON u.uid = t.unit_uid
LEFT JOIN household h ON h.uid = t.household_uid
LEFT JOIN identity i ON i.subject_uid = COALESCE(h.uid, t.uid)
LEFT JOIN person p ON p.uid = COALESCE(t.holder_uid, h.holder_uid)
LEFT JOIN identity o ON o.subject_uid = p.uid
WHERE {meets}
  AND (t.cleared_on IS NULL OR t.cleared_on > :as_of)
  AND {within}
ORDER BY t.chainage_from_m, t.chainage_to_m, t.code
LIMIT :most
