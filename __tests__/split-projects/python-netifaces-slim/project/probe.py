import netifaces
import requests

for name in netifaces.interfaces():
    requests.post("http://inventory/interfaces", json={"name": name}, timeout=5)
