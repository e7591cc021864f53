"""Tells about the machine, in JSON."""
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

import psutil
import simplejson
import simplejson._speedups


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = {
            "cpus": psutil.cpu_count() > 0,
            "memory": psutil.virtual_memory().total > 0,
            "own": psutil.Process().name(),
        }
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(simplejson.dumps(body).encode())


HTTPServer(("", int(os.environ.get("PORT", 9100))), Handler).serve_forever()
