import os

SECRET_KEY = os.environ.get("SECRET_KEY", "dev")
INSTALLED_APPS = ["django.contrib.staticfiles"]
STATIC_URL = "/static/"
STATIC_ROOT = "/code/static"
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "db"}}
