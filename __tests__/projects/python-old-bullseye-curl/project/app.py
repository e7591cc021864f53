from bottle import route, run


@route("/")
def index():
    return "ok"


run(host="0.0.0.0", port=5000)
