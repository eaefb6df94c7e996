-- The HR database in SQLite: what the company knows, and what scoring writes back.
-- SQLite has no decimal type, and its NUMERIC turns 0.1 into a binary float. So every amount is a whole number of
-- hundredths (cents; hundredths of a point, of a percent), which STRICT tables hold it to and sum() adds exactly.
-- The views at the end print them as decimals; their names and columns are those of ../postgres/schema.sql, so the
-- host's SQL is the same for both.

CREATE TABLE department (
  name TEXT PRIMARY KEY
) STRICT;

CREATE TABLE employee (
  id         TEXT PRIMARY KEY CHECK (id <> ''),
  name       TEXT NOT NULL
) STRICT;

CREATE TABLE quarter (
  name       TEXT PRIMARY KEY CHECK (name GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
  first_day  TEXT NOT NULL CHECK (first_day IS date(first_day)),
  last_day   TEXT NOT NULL CHECK (last_day IS date(last_day)),
  CHECK (first_day < last_day)
) STRICT;

-- Who worked where in a quarter, and for what pay: these are the people who are scored.
CREATE TABLE assignment (
  quarter     TEXT NOT NULL REFERENCES quarter,
  employee    TEXT NOT NULL REFERENCES employee,
  department  TEXT NOT NULL REFERENCES department,
  base_salary INTEGER NOT NULL CHECK (base_salary >= 0),
  PRIMARY KEY (quarter, employee)
) STRICT;

CREATE TABLE sales_target (
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  amount   INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (quarter, employee),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
) STRICT;

-- What the tills say at the end of the quarter.
CREATE TABLE sales_figure (
  quarter       TEXT NOT NULL,
  employee      TEXT NOT NULL,
  signed        INTEGER NOT NULL CHECK (signed >= 0),
  margin        INTEGER NOT NULL,  -- of sales, in hundredths of a percent
  new_customers INTEGER CHECK (new_customers >= 0),
  referrals     INTEGER CHECK (referrals >= 0),
  false_orders  INTEGER NOT NULL CHECK (false_orders IN (0, 1)),
  PRIMARY KEY (quarter, employee),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
) STRICT;

-- What customers and colleagues say; without a survey there is no number.
CREATE TABLE survey (
  quarter      TEXT NOT NULL,
  employee     TEXT NOT NULL,
  satisfaction INTEGER,
  peer_rating  INTEGER,
  PRIMARY KEY (quarter, employee),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
) STRICT;

CREATE TABLE contract (
  number       TEXT PRIMARY KEY,
  quarter      TEXT NOT NULL,
  employee     TEXT NOT NULL,
  amount       INTEGER NOT NULL CHECK (amount >= 0),
  deposit_paid INTEGER NOT NULL CHECK (deposit_paid IN (0, 1)),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
) STRICT;

CREATE TABLE complaint (
  number   TEXT PRIMARY KEY,
  employee TEXT NOT NULL REFERENCES employee,
  received TEXT NOT NULL CHECK (received IS date(received)),
  upheld   INTEGER NOT NULL CHECK (upheld IN (0, 1))
) STRICT;

CREATE TABLE violation (
  number   TEXT PRIMARY KEY,
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  level    TEXT NOT NULL CHECK (level IN ('minor', 'serious', 'grave')),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
) STRICT;

CREATE TABLE idea (
  number   TEXT PRIMARY KEY,
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  adopted  INTEGER NOT NULL CHECK (adopted IN (0, 1)),
  saving   INTEGER CHECK (saving >= 0),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
) STRICT;

-- What scoring writes: one row here for a quarter, by which plan and with all that a replay needs.
CREATE TABLE scoring (
  quarter     TEXT PRIMARY KEY REFERENCES quarter,
  plan        TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  edition     INTEGER NOT NULL,
  engine      TEXT NOT NULL,
  plan_text   TEXT NOT NULL,
  archive     TEXT NOT NULL,
  scored_at   TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;

CREATE TABLE score (
  quarter  TEXT NOT NULL REFERENCES scoring ON DELETE CASCADE,
  employee TEXT NOT NULL,
  score    INTEGER,
  grade    TEXT,
  PRIMARY KEY (quarter, employee),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
) STRICT;

-- Of number and words at most one; neither: withheld, and score_error says why.
CREATE TABLE score_outcome (
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  name     TEXT NOT NULL,
  number   INTEGER,
  words    TEXT,
  unit     TEXT,
  PRIMARY KEY (quarter, employee, name),
  FOREIGN KEY (quarter, employee) REFERENCES score ON DELETE CASCADE,
  CHECK (number IS NULL OR words IS NULL)
) STRICT;

CREATE TABLE score_line (
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  position INTEGER NOT NULL,
  line     TEXT NOT NULL,
  total    TEXT NOT NULL,
  category TEXT,
  rule     TEXT,
  points   INTEGER NOT NULL,
  because  TEXT,
  PRIMARY KEY (quarter, employee, line),
  FOREIGN KEY (quarter, employee) REFERENCES score ON DELETE CASCADE
) STRICT;

CREATE TABLE score_explanation (
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('en', 'zh')),
  page     TEXT NOT NULL,
  document TEXT NOT NULL CHECK (json_valid(document)),
  PRIMARY KEY (quarter, employee, language),
  FOREIGN KEY (quarter, employee) REFERENCES score ON DELETE CASCADE
) STRICT;

CREATE TABLE score_error (
  quarter  TEXT NOT NULL REFERENCES scoring ON DELETE CASCADE,
  employee TEXT NOT NULL,
  position INTEGER NOT NULL,
  fact     TEXT,
  code     TEXT NOT NULL,
  message  TEXT NOT NULL,
  PRIMARY KEY (quarter, employee, position),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
) STRICT;

-- What the host reads. The columns of a plan_ view are called as the plan calls its facts; numbers are exact texts,
-- and what is NULL stays so.
CREATE VIEW plan_facts AS
SELECT a.quarter, a.employee, a.department AS shop,
  (a.base_salary / 100) || printf('.%02d', a.base_salary % 100) AS base_salary,
  (f.signed / 100) || printf('.%02d', f.signed % 100) AS sales,
  (t.amount / 100) || printf('.%02d', t.amount % 100) AS target,
  iif(f.margin < 0, '-', '') || (abs(f.margin) / 100) || printf('.%02d%%', abs(f.margin) % 100) AS margin,
  f.new_customers, f.referrals,
  (s.satisfaction / 100) || printf('.%02d', s.satisfaction % 100) AS satisfaction,
  (s.peer_rating / 100) || printf('.%02d', s.peer_rating % 100) AS peer_rating,
  CASE f.false_orders WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END AS false_orders
FROM assignment AS a
LEFT JOIN sales_target AS t USING (quarter, employee)
LEFT JOIN sales_figure AS f USING (quarter, employee)
LEFT JOIN survey AS s USING (quarter, employee);

CREATE VIEW plan_contracts AS
SELECT quarter, employee, number AS key, (amount / 100) || printf('.%02d', amount % 100) AS amount,
  iif(deposit_paid, 'yes', 'no') AS deposit_paid
FROM contract;

CREATE VIEW plan_complaints AS
SELECT q.name AS quarter, c.employee, c.number AS key, c.received, iif(c.upheld, 'yes', 'no') AS upheld
FROM complaint AS c JOIN quarter AS q ON c.received BETWEEN q.first_day AND q.last_day;

CREATE VIEW plan_violations AS
SELECT quarter, employee, number AS key, level
FROM violation;

CREATE VIEW plan_ideas AS
SELECT quarter, employee, number AS key, iif(adopted, 'yes', 'no') AS adopted,
  (saving / 100) || printf('.%02d', saving % 100) AS saving
FROM idea;

CREATE VIEW stored_score AS
SELECT quarter, employee,
  iif(score < 0, '-', '') || (abs(score) / 100) || printf('.%02d', abs(score) % 100) AS score, grade
FROM score;

CREATE VIEW stored_line AS
SELECT quarter, employee, position, line,
  iif(points < 0, '-', '') || (abs(points) / 100) || printf('.%02d', abs(points) % 100) AS points, because
FROM score_line;

CREATE VIEW stored_outcome AS
SELECT quarter, employee, name,
  iif(number < 0, '-', '') || (abs(number) / 100) || printf('.%02d', abs(number) % 100) AS number, words, unit
FROM score_outcome;

-- Empty, or the host does not commit: people whose lines are not what their score says.
CREATE VIEW lines_that_do_not_add_up AS
SELECT s.quarter, s.employee
FROM score AS s LEFT JOIN score_line AS l
  ON l.quarter = s.quarter AND l.employee = s.employee AND l.total = 'score'
GROUP BY s.quarter, s.employee, s.score
HAVING s.score IS NOT sum(l.points);
