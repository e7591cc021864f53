import psycopg2
from django.db import OperationalError, connection
from django.http import JsonResponse


def book(request, number):
    return JsonResponse({"number": number, "title": f"Book {number}"})


def health(request):
    """Tells whether the database answers, and which libpq is loaded."""
    try:
        connection.ensure_connection()
        database = "up"
    except OperationalError:
        database = "down"
    return JsonResponse({"database": database, "libpq": psycopg2.__libpq_version__ > 100000})
