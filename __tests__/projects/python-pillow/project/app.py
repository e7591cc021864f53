import io

import qrcode
from flask import Flask, send_file

app = Flask(__name__)


@app.route("/<text>")
def code(text):
    out = io.BytesIO()
    qrcode.make(text).save(out, "PNG")
    out.seek(0)
    return send_file(out, mimetype="image/png")
