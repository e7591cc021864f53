import subprocess

import redis

queue = redis.Redis("redis")
while True:
    _, text = queue.blpop("labels")
    subprocess.run(["convert", "-size", "400x100", "label:" + text.decode(), "/out/label.png"], check=True)
