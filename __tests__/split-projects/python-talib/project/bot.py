import numpy
import talib

print(talib.SMA(numpy.random.random(100)))
