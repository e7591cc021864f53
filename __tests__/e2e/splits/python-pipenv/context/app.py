import psycopg2

try:
    psycopg2.connect(host="localhost", port=1, connect_timeout=1)
except psycopg2.OperationalError:
    print("libpq", psycopg2.__libpq_version__ > 100000)
