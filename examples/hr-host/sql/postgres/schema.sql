-- The HR database in PostgreSQL: what the company knows, and what scoring writes back.
-- Amounts are NUMERIC, which is exact. A column declared with places rounds what has more of them, so the host looks
-- before it writes; columns of results have the places that the plan rounds to.
-- The views at the end have the names and columns of those in ../sqlite/schema.sql, so the host's SQL is the same for
-- both.

CREATE TABLE department (
  name TEXT PRIMARY KEY
);

CREATE TABLE employee (
  id         TEXT PRIMARY KEY CHECK (id <> ''),
  name       TEXT NOT NULL
);

CREATE TABLE quarter (
  name       TEXT PRIMARY KEY CHECK (name ~ '^[0-9]{4}-Q[1-4]$'),
  first_day  DATE NOT NULL,
  last_day   DATE NOT NULL,
  CHECK (first_day < last_day)
);

-- Who worked where in a quarter, and for what pay: these are the people who are scored.
CREATE TABLE assignment (
  quarter     TEXT NOT NULL REFERENCES quarter,
  employee    TEXT NOT NULL REFERENCES employee,
  department  TEXT NOT NULL REFERENCES department,
  base_salary NUMERIC(14, 2) NOT NULL CHECK (base_salary >= 0),
  PRIMARY KEY (quarter, employee)
);

CREATE TABLE sales_target (
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  amount   NUMERIC(14, 2) NOT NULL CHECK (amount > 0),
  PRIMARY KEY (quarter, employee),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
);

-- What the tills say at the end of the quarter.
CREATE TABLE sales_figure (
  quarter       TEXT NOT NULL,
  employee      TEXT NOT NULL,
  signed        NUMERIC(14, 2) NOT NULL CHECK (signed >= 0),
  margin        NUMERIC(5, 2) NOT NULL,  -- of sales, in percent
  new_customers INTEGER CHECK (new_customers >= 0),
  referrals     INTEGER CHECK (referrals >= 0),
  false_orders  BOOLEAN NOT NULL,
  PRIMARY KEY (quarter, employee),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
);

-- What customers and colleagues say; without a survey there is no number.
CREATE TABLE survey (
  quarter      TEXT NOT NULL,
  employee     TEXT NOT NULL,
  satisfaction NUMERIC(5, 2),
  peer_rating  NUMERIC(5, 2),
  PRIMARY KEY (quarter, employee),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
);

CREATE TABLE contract (
  number       TEXT PRIMARY KEY,
  quarter      TEXT NOT NULL,
  employee     TEXT NOT NULL,
  amount       NUMERIC(14, 2) NOT NULL CHECK (amount >= 0),
  deposit_paid BOOLEAN NOT NULL,
  FOREIGN KEY (quarter, employee) REFERENCES assignment
);

CREATE TABLE complaint (
  number   TEXT PRIMARY KEY,
  employee TEXT NOT NULL REFERENCES employee,
  received DATE NOT NULL,
  upheld   BOOLEAN NOT NULL
);

CREATE TABLE violation (
  number   TEXT PRIMARY KEY,
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  level    TEXT NOT NULL CHECK (level IN ('minor', 'serious', 'grave')),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
);

CREATE TABLE idea (
  number   TEXT PRIMARY KEY,
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  adopted  BOOLEAN NOT NULL,
  saving   NUMERIC(14, 2) CHECK (saving >= 0),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
);

-- What scoring writes: one row here for a quarter, by which plan and with all that a replay needs.
CREATE TABLE scoring (
  quarter     TEXT PRIMARY KEY REFERENCES quarter,
  plan        TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  edition     INTEGER NOT NULL,
  engine      TEXT NOT NULL,
  plan_text   TEXT NOT NULL,
  archive     TEXT NOT NULL,
  scored_at   TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE score (
  quarter  TEXT NOT NULL REFERENCES scoring ON DELETE CASCADE,
  employee TEXT NOT NULL,
  score    NUMERIC(9, 2),
  grade    TEXT,
  PRIMARY KEY (quarter, employee),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
);

-- Of number and words at most one; neither: withheld, and score_error says why.
CREATE TABLE score_outcome (
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  name     TEXT NOT NULL,
  number   NUMERIC(14, 2),
  words    TEXT,
  unit     TEXT,
  PRIMARY KEY (quarter, employee, name),
  FOREIGN KEY (quarter, employee) REFERENCES score ON DELETE CASCADE,
  CHECK (number IS NULL OR words IS NULL)
);

CREATE TABLE score_line (
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  position INTEGER NOT NULL,
  line     TEXT NOT NULL,
  total    TEXT NOT NULL,
  category TEXT,
  rule     TEXT,
  points   NUMERIC(9, 2) NOT NULL,
  because  TEXT,
  PRIMARY KEY (quarter, employee, line),
  FOREIGN KEY (quarter, employee) REFERENCES score ON DELETE CASCADE
);

CREATE TABLE score_explanation (
  quarter  TEXT NOT NULL,
  employee TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('en', 'zh')),
  page     TEXT NOT NULL,
  document JSON NOT NULL,
  PRIMARY KEY (quarter, employee, language),
  FOREIGN KEY (quarter, employee) REFERENCES score ON DELETE CASCADE
);

CREATE TABLE score_error (
  quarter  TEXT NOT NULL REFERENCES scoring ON DELETE CASCADE,
  employee TEXT NOT NULL,
  position INTEGER NOT NULL,
  fact     TEXT,
  code     TEXT NOT NULL,
  message  TEXT NOT NULL,
  PRIMARY KEY (quarter, employee, position),
  FOREIGN KEY (quarter, employee) REFERENCES assignment
);

-- What the host reads. The columns of a plan_ view are called as the plan calls its facts; numbers are exact, and what
-- is NULL stays so.
CREATE VIEW plan_facts AS
SELECT a.quarter, a.employee, a.department AS shop, a.base_salary, f.signed AS sales, t.amount AS target,
  f.margin || '%' AS margin, f.new_customers, f.referrals, s.satisfaction, s.peer_rating,
  CASE f.false_orders WHEN true THEN 'yes' WHEN false THEN 'no' END AS false_orders
FROM assignment AS a
LEFT JOIN sales_target AS t USING (quarter, employee)
LEFT JOIN sales_figure AS f USING (quarter, employee)
LEFT JOIN survey AS s USING (quarter, employee);

CREATE VIEW plan_contracts AS
SELECT quarter, employee, number AS key, amount, CASE WHEN deposit_paid THEN 'yes' ELSE 'no' END AS deposit_paid
FROM contract;

CREATE VIEW plan_complaints AS
SELECT q.name AS quarter, c.employee, c.number AS key, to_char(c.received, 'YYYY-MM-DD') AS received,
  CASE WHEN c.upheld THEN 'yes' ELSE 'no' END AS upheld
FROM complaint AS c JOIN quarter AS q ON c.received BETWEEN q.first_day AND q.last_day;

CREATE VIEW plan_violations AS
SELECT quarter, employee, number AS key, level
FROM violation;

CREATE VIEW plan_ideas AS
SELECT quarter, employee, number AS key, CASE WHEN adopted THEN 'yes' ELSE 'no' END AS adopted, saving
FROM idea;

CREATE VIEW stored_score AS
SELECT quarter, employee, score, grade
FROM score;

CREATE VIEW stored_line AS
SELECT quarter, employee, position, line, points, because
FROM score_line;

CREATE VIEW stored_outcome AS
SELECT quarter, employee, name, number, words, unit
FROM score_outcome;

-- Empty, or the host does not commit: people whose lines are not what their score says.
CREATE VIEW lines_that_do_not_add_up AS
SELECT s.quarter, s.employee
FROM score AS s LEFT JOIN score_line AS l
  ON l.quarter = s.quarter AND l.employee = s.employee AND l.total = 'score'
GROUP BY s.quarter, s.employee, s.score
HAVING s.score IS DISTINCT FROM sum(l.points);
