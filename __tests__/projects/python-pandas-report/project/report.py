import matplotlib

matplotlib.use("Agg")
import pandas as pd

frame = pd.read_csv("data.csv")
frame.plot(x="day", y="value").figure.savefig("/tmp/report.png")
