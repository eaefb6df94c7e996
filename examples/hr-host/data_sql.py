"""The quarter of ../electronics-quarter/data as SQL for one of the schemas of sql/: rows for what HR knows.

In: sqlite or postgres, and the folder of CSV files. Out: INSERT statements on standard output. It is run wherever the
data is needed and its output kept nowhere, so the database and the CSV files cannot differ. Numbers go from text to
text; none is a float on the way. Knows nothing of Meritum. Tests: tests/hosts/.
"""
import csv
import sys
from decimal import Decimal
from pathlib import Path

QUARTER = {"name": "2026-Q3", "first_day": "2026-07-01", "last_day": "2026-09-30"}


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def hundredths(text):
    """12.5 is 1250; what has more than two places is no amount of this database."""
    number = Decimal(text) * 100
    if number != int(number):
        sys.exit(f"data_sql.py: {text} has more than two places")
    return str(int(number))


class Writer:
    """How the two databases write a value: SQLite has neither decimals nor booleans."""

    def __init__(self, database):
        self.is_sqlite = database == "sqlite"

    def number(self, text):
        if not text:
            return "NULL"
        return hundredths(text) if self.is_sqlite else str(Decimal(text))

    def truth(self, text):
        yes, no = ("1", "0") if self.is_sqlite else ("true", "false")
        return {"yes": yes, "no": no}[text]

    def count(self, text):
        return str(int(text)) if text else "NULL"

    def insert(self, table, rows):
        """rows: dicts of column to SQL."""
        columns = ", ".join(rows[0])
        values = ",\n".join("  (" + ", ".join(row.values()) + ")" for row in rows)
        print(f"INSERT INTO {table} ({columns}) VALUES\n{values};\n")


def read(folder, name):
    with open(Path(folder) / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def people(writer, participants):
    shops = dict.fromkeys(p["shop"] for p in participants)
    writer.insert("department", [{"name": quoted(shop)} for shop in shops])
    writer.insert("employee", [{"id": quoted(p["id"]), "name": quoted(p["id"].replace("-", " ").title())}
                               for p in participants])
    writer.insert("quarter", [{column: quoted(text) for column, text in QUARTER.items()}])


def figures(writer, participants):
    def rows(columns):
        return [{"quarter": quoted(p["period"]), "employee": quoted(p["id"]), **columns(p)} for p in participants]

    writer.insert("assignment", rows(lambda p: {
        "department": quoted(p["shop"]), "base_salary": writer.number(p["base_salary"])}))
    writer.insert("sales_target", rows(lambda p: {"amount": writer.number(p["target"])}))
    writer.insert("sales_figure", rows(lambda p: {
        "signed": writer.number(p["sales"]), "margin": writer.number(p["margin"].removesuffix("%")),
        "new_customers": writer.count(p["new_customers"]), "referrals": writer.count(p["referrals"]),
        "false_orders": writer.truth(p["false_orders"])}))
    writer.insert("survey", rows(lambda p: {
        "satisfaction": writer.number(p["satisfaction"]), "peer_rating": writer.number(p["peer_rating"])}))


def events(writer, folder):
    def rows(name, columns, in_quarter=True):
        quarter = {"quarter": quoted(QUARTER["name"])} if in_quarter else {}
        return [{"number": quoted(r["key"]), **quarter, "employee": quoted(r["participant"]), **columns(r)}
                for r in read(folder, name)]

    writer.insert("contract", rows("contracts", lambda r: {
        "amount": writer.number(r["amount"]), "deposit_paid": writer.truth(r["deposit_paid"])}))
    writer.insert("complaint", rows("complaints", lambda r: {
        "received": quoted(r["received"]), "upheld": writer.truth(r["upheld"])}, in_quarter=False))
    writer.insert("violation", rows("violations", lambda r: {"level": quoted(r["level"])}))
    writer.insert("idea", rows("ideas", lambda r: {
        "adopted": writer.truth(r["adopted"]), "saving": writer.number(r["saving"])}))


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("sqlite", "postgres"):
        sys.exit("usage: data_sql.py sqlite|postgres FOLDER")
    writer, folder = Writer(sys.argv[1]), sys.argv[2]
    participants = read(folder, "participants")
    if {p["period"] for p in participants} != {QUARTER["name"]}:
        sys.exit(f"data_sql.py: {folder} is not about {QUARTER['name']} alone")
    print("-- What happened in the quarter; written by data_sql.py.")
    people(writer, participants)
    figures(writer, participants)
    events(writer, folder)


main()
