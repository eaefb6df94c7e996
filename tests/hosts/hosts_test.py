"""The HR host of examples/hr-host/ on a database: what it writes is what the program says, all of it or nothing.

hosts_test.py HOST PROGRAM sqlite|postgres: for PostgreSQL below examples/hr-host/with_postgres.sh. Databases are read
and disturbed by clients that are not the host's (tests/hosts/databases.py). MERITUM_REFRESH=1 rewrites what the
example's README.md shows; review it as a diff.
"""
import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

from databases import DATA, EXAMPLE, PATIENCE, PLAN, Postgres, Sqlite

QUARTER = "2026-Q3"
TABLES = ("scoring", "score", "score_outcome", "score_line", "score_explanation", "score_error")
FINE, LOOK, FAILED = 0, 1, 2
HOST = PROGRAM = DATABASE = FOLDER = None


def program(*words, ends_with=0):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True)
    assert done.returncode == ends_with, f"{words} ended with {done.returncode}:\n{done.stderr}"
    return done.stdout


def shortest(text):
    """117.50 and 117.5 are one number."""
    number = Decimal(text)
    return str(number.quantize(1) if number == number.to_integral_value() else number.normalize())


class HostTest(unittest.TestCase):
    """Each test has a database of its own, filled with the quarter and not scored yet."""

    made = 0

    def setUp(self):
        HostTest.made += 1
        self.database = DATABASE(FOLDER, HostTest.made)
        self.database.fill(lambda place, *words: self.run_host(place, *words))

    def command(self, *words):
        return [HOST, self.database.place, *map(str, words)]

    def run_host(self, place, *words, ends_with=FINE):
        done = subprocess.run([HOST, place, *map(str, words)], capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, ends_with, f"{words}\n{done.stdout}{done.stderr}")
        return done.stdout if ends_with != FAILED else done.stderr

    def host(self, *words, ends_with=FINE):
        return self.run_host(self.database.place, *words, ends_with=ends_with)

    def start(self, *words):
        return subprocess.Popen(self.command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def score(self, *words, ends_with=FINE):
        return self.host("score", *words, QUARTER, PLAN, ends_with=ends_with)

    def everything(self):
        """All that scoring writes, row by row."""
        return {table: sorted(self.database.query(f"SELECT * FROM {table}")) for table in TABLES}

    def expect_nothing_stored(self):
        self.assertEqual(self.everything(), {table: [] for table in TABLES})

    def stored_outcomes(self):
        rows = self.database.query("SELECT employee, name, number, words FROM stored_outcome")
        return {(who, name): shortest(number) if number else words for who, name, number, words in rows}


class WhatIsStored(HostTest):
    def test_scores_and_outcomes_are_the_programs(self):
        said = self.score()
        self.assertIn("24 of 24 scored", said)
        outcomes = self.stored_outcomes()
        stored = {who: {"score": shortest(score), "grade": grade}
                  for who, score, grade in self.database.query("SELECT employee, score, grade FROM stored_score")}
        for (who, name), value in outcomes.items():
            stored[who][name] = value
        expected = csv.DictReader(io.StringIO(program("score", PLAN, DATA, "--format", "csv")))
        self.assertEqual(stored, {row.pop("id"): row for row in expected})
        self.assertEqual(len(stored), 24)

    def test_lines_are_the_programs_and_add_up_in_sql(self):
        self.score()
        self.assertEqual(self.database.query(self.database.ids_of_wrong_sums), [])
        stored = {}
        for who, line, points, because in self.database.query(
                "SELECT employee, line, points, because FROM stored_line ORDER BY employee, position"):
            stored.setdefault(who, []).append((line, Decimal(points), because))
        results = json.loads(program("score", PLAN, DATA, "--format", "json"), parse_float=Decimal)["results"]
        expected = {card["id"]: [(line["line"], line["points"], line["because"] or "") for line in card["lines"]]
                    for card in results}
        self.assertEqual(stored, expected)
        self.assertTrue(any(points < 0 for _, points, _ in stored["chen-wei"]))

    def test_the_query_for_sums_finds_a_wrong_one(self):
        self.score()
        self.database.change("UPDATE score_line SET points = points + 1 "
                             "WHERE employee = 'ye-ting' AND line = 'score///start'")
        self.assertEqual(self.database.query(self.database.ids_of_wrong_sums), [["ye-ting"]])
        self.assertEqual(self.database.query("SELECT employee FROM lines_that_do_not_add_up"), [["ye-ting"]])

    def test_explanations_are_the_programs_in_both_languages(self):
        self.score()
        self.assertEqual(self.database.query("SELECT language, count(*) FROM score_explanation GROUP BY language "
                                             "ORDER BY language"), [["en", "24"], ["zh", "24"]])
        for who in ("chen-wei", "deng-bo", "ye-ting"):
            for language in ("en", "zh"):
                one = (PLAN, DATA, "--for", who, "--lang", language)
                page = self.host("show", QUARTER, who, language)
                self.assertEqual(page.strip(), program("explain", *one).strip())
                document = self.database.query(
                    "SELECT " + self.database.exact.format("document") + " FROM score_explanation "
                    f"WHERE employee = '{who}' AND language = '{language}'")[0][0]
                self.assertEqual(json.loads(document), json.loads(program("explain", *one, "--format", "json")))

    def test_plan_edition_and_archive_are_kept_for_a_replay(self):
        self.score()
        plan, fingerprint, edition, engine, text, archive = self.database.query(
            "SELECT plan, fingerprint, edition, engine, plan_text, archive FROM scoring")[0]
        said = json.loads(program("score", PLAN, DATA, "--format", "json"))
        self.assertEqual([plan, fingerprint, edition, engine],
                         [said["plan"], said["fingerprint"], str(said["edition"]), said["engine"]])
        self.assertEqual(text.strip(), program("fmt", PLAN).strip())
        files = Path(FOLDER, "stored.merit"), Path(FOLDER, "stored.json")
        files[0].write_text(text, encoding="utf-8")
        files[1].write_text(archive, encoding="utf-8")
        self.assertIn("24 identical", program("replay", *files))  # by the program, without a database

    def test_the_page_of_the_example_shows_what_comes_out(self):
        done = subprocess.run([EXAMPLE / "demo.sh", HOST], capture_output=True, text=True,
                              env={**os.environ, "HR_DATABASE": self.empty_place()})
        self.assertEqual(done.returncode, 0, done.stderr)
        file = EXAMPLE / "README.md"
        page = file.read_text(encoding="utf-8")
        before, shown, after = re.fullmatch(r"(.*\n```text\n)(.*?)(```\n.*)", page, re.DOTALL).groups()
        if "MERITUM_REFRESH" in os.environ:
            file.write_text(before + done.stdout.lstrip() + after, encoding="utf-8")
        else:
            self.assertEqual(shown.strip(), done.stdout.strip())

    def empty_place(self):
        if DATABASE is Sqlite:
            return str(Path(FOLDER, "demo.db"))
        Postgres.psql(self.database.server, "CREATE DATABASE demo")
        return self.database.of("demo")


class WrongFacts(HostTest):
    def test_are_rows_of_errors_and_the_others_are_scored(self):
        margin = self.database.amount("60.01")
        self.database.change(f"""
            UPDATE sales_figure SET margin = {margin} WHERE employee = 'ma-lin';
            DELETE FROM sales_target WHERE employee = 'xu-kai';
            INSERT INTO department (name) VALUES ('Harbour');
            UPDATE assignment SET department = 'Harbour' WHERE employee = 'zhou-mei';""")
        said = self.score(ends_with=LOOK)
        self.assertIn("21 of 24 scored", said)
        self.assertIn("`margin` is 60.01%, but must be at most 60%", said)

        changed = Path(FOLDER, "changed")
        shutil.copytree(DATA, changed)
        with (changed / "participants.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        wrong = (("ma-lin", "margin", "60.01%"), ("xu-kai", "target", ""), ("zhou-mei", "shop", "Harbour"))
        for who, column, text in wrong:
            next(row for row in rows if row[0] == who)[rows[0].index(column)] = text
        with (changed / "participants.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        expected = json.loads(program("score", PLAN, changed, "--format", "json", ends_with=2), parse_float=Decimal)

        stored = self.database.query("SELECT employee, fact, code, message FROM score_error")
        self.assertEqual(sorted(stored), sorted([e["id"], e["fact"], e["code"], e["message"]]
                                                for e in expected["errors"]))
        self.assertLessEqual({"ma-lin", "xu-kai", "zhou-mei"}, {row[0] for row in stored})
        self.assertEqual({who: Decimal(score) for who, score in
                          self.database.query("SELECT employee, score FROM stored_score")},
                         {card["id"]: card["score"] for card in expected["results"]})
        # A place among people of whom one is wrong is withheld, and said to be.
        self.assertEqual(self.stored_outcomes()["guo-tao", "place"], "")
        self.assertIn(["guo-tao", "F0190"], [[who, code] for who, _, code, _ in stored])
        self.assertEqual(self.database.query(self.database.ids_of_wrong_sums), [])
        self.assertIn("identical", self.host("replay", QUARTER))
        self.assertIn("ma-lin: F0103 ", self.host("show", QUARTER))

    def test_what_happened_to_nobody_of_the_quarter_is_refused(self):
        self.database.change("INSERT INTO employee (id, name) VALUES ('nobody', 'Nobody'); "
                             "UPDATE complaint SET employee = 'nobody' WHERE number = 'B-539';")
        said = self.score(ends_with=FAILED)
        self.assertIn("B-539 of complaints is about nobody, who has no assignment in 2026-Q3", said)
        self.expect_nothing_stored()

    def test_binary_floats_are_refused(self):
        self.database.keep_sales_as_floats()
        said = self.score(ends_with=FAILED)
        self.assertIn("the column sales holds", said)
        self.assertIn("not exact", said)
        self.expect_nothing_stored()

    def test_results_that_a_column_would_round_are_refused(self):
        plan = Path(FOLDER, "thirds.merit")
        text = PLAN.read_text(encoding="utf-8")
        self.assertIn("over_target * 1.5% at most 20_000 round 0.01", text)
        plan.write_text(text.replace("over_target * 1.5% at most 20_000 round 0.01",
                                     "over_target * 1.555% at most 20_000"), encoding="utf-8")
        said = self.host("score", QUARTER, plan, ends_with=FAILED)
        self.assertRegex(said, r"\d+\.\d{3,} has more than two places")
        self.expect_nothing_stored()


class AllOrNothing(HostTest):
    def changed_after_scoring(self):
        """A quarter that is stored, and facts that would change it."""
        self.score()
        before = self.everything()
        amount = self.database.amount("2000000")
        self.database.change(f"UPDATE sales_figure SET signed = {amount} WHERE employee = 'ye-ting'")
        return before

    def test_a_row_that_is_refused_undoes_all(self):
        self.database.refuse_explanations()
        said = self.score(ends_with=FAILED)
        self.assertRegex(said, "the.archive.room.is.full")  # the database's words
        self.assertIn("INSERT INTO score_explanation", said)
        self.expect_nothing_stored()

    def test_a_row_that_is_refused_leaves_what_was_to_be_replaced(self):
        before = self.changed_after_scoring()
        self.database.refuse_explanations()
        self.score("--replace", ends_with=FAILED)
        self.assertEqual(self.everything(), before)

    def test_lines_that_do_not_add_up_in_the_database_undo_all(self):
        self.database.bend_lines()
        said = self.score(ends_with=FAILED)
        self.assertIn("The lines of ye-ting do not add up to the score", said)
        self.expect_nothing_stored()

    def test_a_host_that_is_killed_midway_has_written_nothing(self):
        before = self.changed_after_scoring()
        with self.database.host_stopped_midway(lambda: self.start("score", "--replace", QUARTER, PLAN)) as host:
            host.send_signal(signal.SIGKILL)
            host.communicate(timeout=PATIENCE)
            self.assertEqual(host.returncode, -signal.SIGKILL)
        self.database.wait_for_nobody()
        self.assertEqual(self.everything(), before)
        self.score("--replace")  # nothing is in the way of the next
        self.assertNotEqual(self.everything(), before)

    def test_the_same_host_left_alone_writes_all(self):
        before = self.changed_after_scoring()
        with self.database.host_stopped_midway(lambda: self.start("score", "--replace", QUARTER, PLAN)) as host:
            self.assertIsNone(host.poll())
        _, errors = host.communicate(timeout=PATIENCE)
        self.assertEqual(host.returncode, FINE, errors)
        self.assertNotEqual(self.everything(), before)

    def test_facts_are_of_one_state_whoever_changes_them_meanwhile(self):
        self.score()
        expected = self.database.query("SELECT employee, score FROM stored_score ORDER BY employee")
        host = self.database.change_facts_meanwhile(
            lambda: self.start("score", "--replace", QUARTER, PLAN), "DELETE FROM contract; DELETE FROM complaint;")
        _, errors = host.communicate(timeout=PATIENCE)
        self.assertEqual(host.returncode, FINE, errors)
        self.assertEqual(self.database.query("SELECT employee, score FROM stored_score ORDER BY employee"), expected)

    def test_a_connection_that_is_killed_midway_has_written_nothing(self):
        if DATABASE is Sqlite:
            self.skipTest("a file has no connection that others could end")
        before = self.changed_after_scoring()
        with self.database.host_stopped_midway(lambda: self.start("score", "--replace", QUARTER, PLAN)) as host:
            self.database.end_waiting_connections()
            _, errors = host.communicate(timeout=PATIENCE)
            self.assertEqual(host.returncode, FAILED)
            self.assertIn("terminating connection due to administrator command", errors)
        self.database.wait_for_nobody()
        self.assertEqual(self.everything(), before)


class AgainAndAgain(HostTest):
    def test_a_second_run_is_refused_and_changes_nothing(self):
        self.score()
        before = self.everything()
        said = self.score(ends_with=FAILED)
        self.assertIn("2026-Q3 was scored already", said)
        self.assertIn("--replace", said)
        self.assertEqual(self.everything(), before)

    def test_a_second_run_replaces_if_told_to(self):
        self.score()
        amount = self.database.amount("2000000")
        self.database.change(f"UPDATE sales_figure SET signed = {amount} WHERE employee = 'ye-ting';"
                             "DELETE FROM contract WHERE employee = 'fan-yu'; "
                             "DELETE FROM idea WHERE employee = 'fan-yu';")
        self.score("--replace")
        self.assertEqual(self.database.query("SELECT score, grade FROM stored_score WHERE employee = 'ye-ting'"),
                         [["115.00", "A"]])
        self.assertEqual(self.database.query("SELECT count(*) FROM scoring"), [["1"]])
        self.assertEqual(self.database.query("SELECT count(*) FROM score"), [["24"]])
        self.assertEqual(self.database.query("SELECT count(*) FROM score_explanation"), [["48"]])
        self.assertIn("24 identical", self.host("replay", QUARTER))

    def test_of_two_at_once_one_writes(self):
        hosts = [self.start("score", QUARTER, PLAN) for _ in range(2)]
        errors = [host.communicate(timeout=PATIENCE)[1] for host in hosts]
        self.assertEqual(sorted(host.returncode for host in hosts), [FINE, FAILED], errors)
        # SQLite lets the second one wait; PostgreSQL may know only when it writes.
        self.assertRegex("".join(errors), "was scored already" if DATABASE is Sqlite else "scored already|scoring_pkey")
        self.assertEqual(self.database.query("SELECT count(*) FROM score"), [["24"]])
        self.assertIn("24 identical", self.host("replay", QUARTER))

    def test_replay_finds_a_score_that_was_changed(self):
        self.score()
        self.assertTrue(self.host("replay", QUARTER).endswith("2026-Q3: identical\n"))
        better = self.database.amount("99")
        self.database.change(f"UPDATE score SET score = {better} WHERE employee = 'xu-kai'; "
                             f"UPDATE score_line SET points = {better} "
                             "WHERE employee = 'xu-kai' AND line = 'score///start'; "
                             "DELETE FROM score_outcome WHERE employee = 'ye-ting' AND name = 'place'; "
                             "DELETE FROM score WHERE employee = 'chen-wei';")
        said = self.host("replay", QUARTER, ends_with=LOOK)
        self.assertIn("xu-kai: score is stored as 99, computed as 83.8.\n", said)
        self.assertIn("xu-kai: lines.score///start is stored as 99, computed as 100.\n", said)
        self.assertIn("ye-ting: outcomes.place is stored as nothing, computed as 5.\n", said)
        self.assertIn("chen-wei: the score is not stored.\n", said)
        self.assertTrue(said.endswith("2026-Q3: not identical\n"))

    def test_replay_finds_an_archive_that_was_changed(self):
        self.score()
        self.database.change("UPDATE scoring SET archive = replace(archive, '\"score\":117.5', '\"score\":118.5')")
        said = self.host("replay", QUARTER, ends_with=LOOK)
        self.assertIn("chen-wei", said)
        self.assertIn("118.5", said)
        self.assertTrue(said.endswith("2026-Q3: not identical\n"))

    def test_replay_by_another_plan_says_what_it_changes(self):
        self.score()
        plan = Path(FOLDER, "stricter.merit")
        plan.write_text(PLAN.read_text(encoding="utf-8").replace("take 1, 2, 4, 8 in turn", "take 2, 4, 6, 8 in turn"),
                        encoding="utf-8")
        said = self.host("replay", QUARTER, plan, ends_with=LOOK)
        self.assertIn("xu-kai: score is stored as 83.8, computed as ", said)
        self.assertRegex(said, "The plan is sha256:[0-9a-f]+, scored was by sha256:b50545")
        self.host("replay", QUARTER, PLAN)
        self.host("replay", QUARTER)


class WhatIsNotThere(HostTest):
    def test_is_said(self):
        self.assertIn("Nobody has an assignment in 2026-Q4.", self.host("score", "2026-Q4", PLAN, ends_with=FAILED))
        self.assertIn("was not scored yet", self.host("show", QUARTER, ends_with=FAILED))
        self.assertIn("was not scored yet", self.host("replay", QUARTER, ends_with=FAILED))
        self.assertIn("gone.merit", self.host("score", QUARTER, "gone.merit", ends_with=FAILED))
        self.assertIn("gone.sql cannot be read", self.host("run", "gone.sql", ends_with=FAILED))
        self.assertIn("hr-host DATABASE COMMAND", self.host("guess", ends_with=FAILED))
        self.score()
        self.assertIn("Nothing is stored about somebody", self.host("show", QUARTER, "somebody", ends_with=FAILED))

    def test_a_database_that_is_not_there_is_not_made(self):
        gone = Path(FOLDER, "gone.db")
        place = str(gone) if DATABASE is Sqlite else self.database.of("gone")
        said = self.run_host(place, "score", QUARTER, PLAN, ends_with=FAILED)
        self.assertRegex(said, "unable to open database file|database \"gone\" does not exist")
        self.assertFalse(gone.exists())

    def test_a_script_with_a_mistake_changes_nothing(self):
        script = Path(FOLDER, "mistake.sql")
        script.write_text("CREATE TABLE extra (a INTEGER);\nINSERT INTO nowhere VALUES (1);\n", encoding="utf-8")
        self.assertIn("nowhere", self.host("run", script, ends_with=FAILED))
        script.write_text("CREATE TABLE extra (a INTEGER);\n", encoding="utf-8")
        self.host("run", script)


if __name__ == "__main__":
    HOST, PROGRAM, kind = sys.argv[1:4]
    DATABASE = {"sqlite": Sqlite, "postgres": Postgres}[kind]
    with tempfile.TemporaryDirectory(prefix="hosts.") as FOLDER:
        unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
