"""Prints a table of a CSV file with nothing but the standard library."""

import csv
import json
import sqlite3
import sys
import zlib

database = sqlite3.connect(":memory:")
database.execute("CREATE TABLE fruit (name TEXT, count INTEGER)")
with open("fruit.csv", newline="") as file:
    database.executemany("INSERT INTO fruit VALUES (?, ?)", csv.reader(file))
rows = database.execute("SELECT name, count FROM fruit ORDER BY count DESC").fetchall()
print(json.dumps(rows), zlib.crc32(b"x"), sys.argv[1:])
