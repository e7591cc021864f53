SECRET_KEY = "for tests"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/tmp/shop.sqlite3"}}
INSTALLED_APPS = ["shop"]
ROOT_URLCONF = "shop.urls"
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
