import pdfkit
from flask import Flask, Response, request

app = Flask(__name__)


@app.post("/pdf")
def pdf():
    return Response(pdfkit.from_string(request.get_data(as_text=True), False), mimetype="application/pdf")
