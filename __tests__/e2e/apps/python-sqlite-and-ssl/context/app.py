import bz2
import ctypes
import lzma
import sqlite3
import ssl

print(sqlite3.connect(":memory:").execute("select 6 * 7").fetchone()[0])
print(len(ssl.create_default_context().get_ca_certs()) > 50)
print(bz2.decompress(bz2.compress(b"b")), lzma.decompress(lzma.compress(b"x")))
print(ctypes.CDLL(None).abs(-3))
