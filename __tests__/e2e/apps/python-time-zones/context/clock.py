import time
from datetime import datetime
from zoneinfo import ZoneInfo

moment = datetime(2024, 7, 1, 12, tzinfo=ZoneInfo("UTC"))
print(moment.astimezone(ZoneInfo("Asia/Tokyo")).isoformat())
print(time.strftime("%H", time.localtime(moment.timestamp())))
