import psycopg2

try:
    psycopg2.connect(host="/nowhere", dbname="shop")
except psycopg2.OperationalError as error:
    print("no server" if "/nowhere/.s.PGSQL.5432" in str(error) else error)
