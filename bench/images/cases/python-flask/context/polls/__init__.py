from flask import Flask, jsonify, render_template, request

app = Flask(__name__)
votes = {"tabs": 0, "spaces": 0}


@app.get("/")
def index():
    return render_template("index.html", votes=votes)


@app.post("/vote")
def vote():
    choice = request.get_json()["choice"]
    if choice not in votes:
        return jsonify(error="no such choice"), 404
    votes[choice] += 1
    return jsonify(votes)
