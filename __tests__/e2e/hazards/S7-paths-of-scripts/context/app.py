import markupsafe


def app(environment, start):
    start("200 OK", [])
    return [b"hello"]
