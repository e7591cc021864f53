from django.urls import path

from library import views

urlpatterns = [path("books/<int:number>", views.book), path("health", views.health)]
