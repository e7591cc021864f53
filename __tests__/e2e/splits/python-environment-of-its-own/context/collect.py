import getpass
import sys

import psycopg2

print(getpass.getuser(), psycopg2.__libpq_version__ > 100000, sys.prefix)
