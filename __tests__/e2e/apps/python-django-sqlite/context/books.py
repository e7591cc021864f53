import sqlite3

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="for tests", ALLOWED_HOSTS=["*"])
django.setup()


def book(request, number):
    with sqlite3.connect(":memory:") as database:
        (title,) = database.execute("SELECT 'Book ' || ?", (number,)).fetchone()
    return JsonResponse({"title": title})


urlpatterns = [path("books/<int:number>", book)]
application = get_wsgi_application()
