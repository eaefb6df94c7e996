"""Databases for the tests of hosts, seen by clients that are not the host's: Python's sqlite3 and psql.

In: where a new database may be. Out: a database with the schema and the data of examples/hr-host/, and what stands in
it, as texts. Knows nothing of what the host should do. Used by tests/hosts/hosts_test.py.
"""
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
EXAMPLE = TOP / "examples/hr-host"
PLAN = TOP / "examples/electronics-quarter/plan.merit"
DATA = TOP / "examples/electronics-quarter/data"
PATIENCE = 30  # seconds for what takes a moment


def until(holds, what):
    """Waits for something that must come."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"not within {PATIENCE} s: {what}")
        time.sleep(0.02)


def data_sql(kind, folder=DATA):
    command = ["python3", EXAMPLE / "data_sql.py", kind, folder]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Sqlite:
    """A file. The first one is made, the others are its copies."""

    kind = "sqlite"
    filled = None

    def __init__(self, folder, number):
        self.folder = Path(folder)
        self.file = self.folder / f"hr{number}.db"
        self.place = str(self.file)

    def fill(self, host):
        original = self.folder / "filled.db"
        if Sqlite.filled is None:
            sql = self.folder / "data.sql"
            sql.write_text(data_sql(self.kind), encoding="utf-8")
            host(str(original), "run", EXAMPLE / "sql/sqlite/schema.sql", sql)
            Sqlite.filled = original
        shutil.copy(original, self.file)

    def query(self, sql):
        with closing(sqlite3.connect(self.file)) as connection:
            return [["" if value is None else str(value) for value in row] for row in connection.execute(sql)]

    def change(self, sql):
        with closing(sqlite3.connect(self.file)) as connection:
            connection.executescript("PRAGMA foreign_keys = ON; " + sql)
            connection.commit()

    @contextmanager
    def host_stopped_midway(self, start):
        """The host has written everything and waits to commit, for somebody reads: in a process of its own, because
        connections of one process share their locks."""
        reading = ("import sqlite3, sys; reader = sqlite3.connect(sys.argv[1], isolation_level=None); "
                   "reader.execute('BEGIN'); reader.execute('SELECT count(*) FROM scoring').fetchall(); "
                   "print('reading', flush=True); sys.stdin.read()")
        with subprocess.Popen([sys.executable, "-c", reading, self.file], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True) as reader:
            assert reader.stdout.readline() == "reading\n"
            process = start()
            until(self._is_committing, "the host waits to commit")
            yield process
            reader.stdin.close()

    def _is_committing(self):
        """Nobody may begin to read: somebody waits for those who still do."""
        try:
            with closing(sqlite3.connect(self.file, timeout=0)) as other:
                other.execute("SELECT count(*) FROM scoring").fetchall()
            return False
        except sqlite3.OperationalError as error:
            assert "locked" in str(error), error
            return True

    def change_facts_meanwhile(self, start, sql):
        """Somebody tries to while the host is at it, and may not."""
        with self.host_stopped_midway(start) as process, closing(sqlite3.connect(self.file, timeout=0)) as other:
            try:
                other.executescript(sql)
                raise AssertionError("facts were changed while they were scored")
            except sqlite3.OperationalError as error:
                assert "locked" in str(error), error
        return process

    def wait_for_nobody(self):
        until(lambda: not self._is_committing(), "the file is free")

    def refuse_explanations(self):
        """The last person's last row is one too much."""
        self.change("""CREATE TRIGGER refusing BEFORE INSERT ON score_explanation
            WHEN new.employee = 'zhou-mei' AND new.language = 'zh'
            BEGIN SELECT raise(ABORT, 'the archive room is full'); END;""")

    def bend_lines(self):
        self.change("""CREATE TRIGGER bending AFTER INSERT ON score_line
            WHEN new.employee = 'ye-ting' AND new.line = 'score///start'
            BEGIN UPDATE score_line SET points = points + 1
                WHERE employee = new.employee AND line = new.line; END;""")

    def keep_sales_as_floats(self):
        view, = self.query("SELECT sql FROM sqlite_master WHERE name = 'plan_facts'")
        exact = "(f.signed / 100) || printf('.%02d', f.signed % 100)"
        assert exact in view[0]
        self.change("DROP VIEW plan_facts; " + view[0].replace(exact, "f.signed / 100.0"))

    amount = staticmethod(lambda text: str(int(Decimal(text) * 100)))  # as this database keeps it
    exact = "CAST({} AS TEXT)"
    ids_of_wrong_sums = """SELECT s.employee FROM score AS s WHERE s.score IS NOT
        (SELECT sum(l.points) FROM score_line AS l WHERE l.quarter = s.quarter AND l.employee = s.employee)"""


class Postgres:
    """A database of the server in $HR_DATABASE. The first one is made, the others are its copies."""

    kind = "postgres"
    filled = None

    def __init__(self, folder, number):
        self.folder = Path(folder)
        self.server = os.environ["HR_DATABASE"]
        self.name = f"hr{number}"
        self.place = self.of(self.name)

    def of(self, name):
        before, _, query = self.server.partition("?")
        return f"{before.rpartition('/')[0]}/{name}?{query}"

    def fill(self, host):
        if Postgres.filled is None:
            self.psql(self.server, "CREATE DATABASE filled")
            sql = self.folder / "data.sql"
            sql.write_text(data_sql(self.kind), encoding="utf-8")
            host(self.of("filled"), "run", EXAMPLE / "sql/postgres/schema.sql", sql)
            Postgres.filled = "filled"
        self.psql(self.server, f"CREATE DATABASE {self.name} TEMPLATE filled")

    @staticmethod
    def psql(place, sql):
        """Rows of texts; between values and rows stands what stands in none."""
        command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-F", "\x1f", "-R", "\x1e", place]
        done = subprocess.run(command, input=sql, capture_output=True, text=True)
        if done.returncode != 0:
            raise AssertionError(f"{sql}\n{done.stderr}")
        text = done.stdout.removesuffix("\n")
        return [row.split("\x1f") for row in text.split("\x1e")] if text else []

    def query(self, sql):
        return self.psql(self.place, sql)

    def change(self, sql):
        self.psql(self.place, sql)

    @contextmanager
    def host_stopped_midway(self, start, table="score_explanation", ending="ROLLBACK;"):
        """The host has written scores and lines of a person and waits to write an explanation, or waits for another
        table."""
        def locks(condition):
            return self.query(f"SELECT 1 FROM pg_locks WHERE relation = '{table}'::regclass AND {condition}")

        command = ["psql", "-X", "-q", self.place]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as holder:
            holder.stdin.write(f"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE;\n")
            holder.stdin.flush()
            until(lambda: locks("granted AND mode = 'AccessExclusiveLock'"), "the table is locked")
            process = start()
            until(lambda: locks("NOT granted"), "the host waits for the table")
            yield process
            holder.stdin.write(ending + "\n")
            holder.stdin.close()

    def change_facts_meanwhile(self, start, sql):
        """Somebody does after the host has begun to read, and before it reads contracts."""
        with self.host_stopped_midway(start, "contract", sql + "COMMIT;") as process:
            pass
        return process

    def end_waiting_connections(self):
        self.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted")

    def wait_for_nobody(self):
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        until(lambda: self.query(others) == [["0"]], "nobody is connected")

    def refuse_explanations(self):
        self.change("""ALTER TABLE score_explanation
            ADD CONSTRAINT the_archive_room_is_full CHECK (employee <> 'zhou-mei' OR language <> 'zh')
            NOT VALID;""")

    def bend_lines(self):
        self.change("""CREATE FUNCTION bend() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN new.points := new.points + 1; RETURN new; END';
            CREATE TRIGGER bending BEFORE INSERT ON score_line FOR EACH ROW
            WHEN (new.employee = 'ye-ting' AND new.line = 'score///start') EXECUTE FUNCTION bend();""")

    def keep_sales_as_floats(self):
        view = self.query("SELECT pg_get_viewdef('plan_facts')")[0][0]
        assert "f.signed AS sales" in view
        self.change("DROP VIEW plan_facts; CREATE VIEW plan_facts AS "
                    + view.replace("f.signed AS sales", "f.signed::float8 AS sales"))

    amount = staticmethod(lambda text: text)
    exact = "({})::text"
    ids_of_wrong_sums = Sqlite.ids_of_wrong_sums.replace("IS NOT", "IS DISTINCT FROM")
