-- What benches/million.rs does, in SQL: corrections applied, doubtful and excluded figures left out, the preferred figure
-- or the interval that all others span, open where any of them is open; then what all come to where their ends are known.
-- PACKAGE stands for the folder of the package.
WITH figures AS MATERIALIZED (
  SELECT * FROM read_csv('PACKAGE/figures.csv', all_varchar = true, nullstr = '', header = true)
),
usable AS (
  SELECT f.quantity_id, f.min, f.max, coalesce(f.rank, '') = 'preferred' AS is_preferred,
         coalesce(f.bound, '') = 'about' AS is_about,
         CASE WHEN c.action = 'set' THEN c.corrected ELSE f.value END AS value
  FROM figures f
  LEFT JOIN read_csv('PACKAGE/corrections.csv', all_varchar = true, nullstr = '', header = true) c
    ON c."table" = 'figures' AND c.row_id = f.figure_id
  WHERE coalesce(f.rank, '') <> 'doubtful' AND coalesce(c.action, '') <> 'exclude'
),
stated AS (
  SELECT quantity_id, is_preferred, is_about,
         coalesce(value, min)::DECIMAL(18, 4) AS low, coalesce(value, max)::DECIMAL(18, 4) AS high
  FROM usable
),
resolved AS (
  SELECT quantity_id, bool_or(is_preferred) AS has_preferred,
         CASE WHEN has_preferred THEN min(low) FILTER (is_preferred)
              WHEN count(low) = count(*) THEN min(low) END AS low,
         CASE WHEN has_preferred THEN max(high) FILTER (is_preferred)
              WHEN count(high) = count(*) THEN max(high) END AS high,
         CASE WHEN has_preferred THEN bool_or(is_about) FILTER (is_preferred) ELSE bool_or(is_about) END AS is_about
  FROM stated
  GROUP BY quantity_id
)
SELECT (SELECT count(*) FROM figures) AS figures, count(*) AS quantities,
       sum(low)::BIGINT AS known_min, sum(high)::BIGINT AS known_max,
       count(*) FILTER (low IS NULL) AS open_below, count(*) FILTER (high IS NULL) AS open_above,
       count(*) FILTER (is_about) AS about
FROM read_csv('PACKAGE/quantities.csv', all_varchar = true, nullstr = '', header = true)
JOIN resolved USING (quantity_id)
WHERE low IS NOT NULL OR high IS NOT NULL;
