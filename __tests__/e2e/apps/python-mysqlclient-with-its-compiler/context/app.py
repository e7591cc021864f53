import MySQLdb

try:
    MySQLdb.connect(unix_socket="/nowhere.sock")
except MySQLdb.OperationalError as error:
    print(error.args[0], "/nowhere.sock" in error.args[1])
