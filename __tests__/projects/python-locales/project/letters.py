import locale
from datetime import date

locale.setlocale(locale.LC_TIME, "de_DE.UTF-8")
print(date.today().strftime("%d. %B %Y"))
