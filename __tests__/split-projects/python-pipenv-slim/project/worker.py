import os
import time

import psycopg2

while True:
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection:
        connection.cursor().execute("DELETE FROM sessions WHERE expires < now()")
    time.sleep(60)
