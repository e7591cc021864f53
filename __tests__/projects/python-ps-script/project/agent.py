import time

import psutil
from prometheus_client import Gauge, start_http_server

load = Gauge("load", "load of the machine")
start_http_server(9100)
while True:
    load.set(psutil.getloadavg()[0])
    time.sleep(5)
