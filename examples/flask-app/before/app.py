"""A small guest book: entries in SQLite, a page and a JSON view of them."""

import os
import sqlite3

from flask import Flask, g, jsonify, render_template, request

app = Flask(__name__)
DATABASE = os.environ.get("DATABASE", "/tmp/guestbook.db")


def database():
    if "database" not in g:
        g.database = sqlite3.connect(DATABASE)
        g.database.execute(
            "CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, name TEXT, message TEXT)"
        )
    return g.database


@app.teardown_appcontext
def close_database(_error):
    if "database" in g:
        g.database.close()


def entries():
    rows = database().execute("SELECT name, message FROM entries ORDER BY id")
    return [{"name": name, "message": message} for name, message in rows]


@app.get("/")
def index():
    return render_template("index.html", entries=entries())


@app.get("/entries")
def list_entries():
    return jsonify(entries())


@app.post("/entries")
def add_entry():
    entry = request.get_json()
    database().execute(
        "INSERT INTO entries (name, message) VALUES (?, ?)", (entry["name"], entry["message"])
    )
    database().commit()
    return jsonify(entry), 201


@app.get("/healthz")
def health():
    return "ok\n", 200, {"Content-Type": "text/plain"}
