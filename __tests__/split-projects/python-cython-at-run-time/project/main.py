import pyximport

pyximport.install()

from plugins.total import total

print(total([1.5, 2.5]))
