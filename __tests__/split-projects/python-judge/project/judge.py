import subprocess
import tempfile

from flask import Flask, request

app = Flask(__name__)


@app.post("/submit")
def submit():
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/main.c", "wb") as source:
            source.write(request.data)
        subprocess.run(["gcc", "-O2", "-o", f"{folder}/main", f"{folder}/main.c"], check=True)
        return subprocess.run([f"{folder}/main"], capture_output=True, timeout=2).stdout
