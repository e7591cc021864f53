import datetime

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from .models import Order


def count(request):
    Order.objects.all().delete()
    Order.objects.create(article="fig")
    return HttpResponse(Order.objects.count())


def noon(request):
    moment = datetime.datetime(2024, 7, 1, 10, tzinfo=datetime.timezone.utc)
    return HttpResponse(timezone.localtime(moment).isoformat())


urlpatterns = [path("orders", count), path("noon", noon)]
