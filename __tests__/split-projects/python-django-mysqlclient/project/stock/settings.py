import os

SECRET_KEY = os.environ["SECRET_KEY"]
ROOT_URLCONF = "stock.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "HOST": "db", "NAME": "stock"}}
