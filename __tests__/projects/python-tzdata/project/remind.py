import time

import schedule

schedule.every().day.at("08:00").do(print, "good morning")
while True:
    schedule.run_pending()
    time.sleep(30)
