import MySQLdb

try:
    MySQLdb.connect(host="127.0.0.1", port=1)
except MySQLdb.OperationalError as error:
    print("refused", error.args[0])
