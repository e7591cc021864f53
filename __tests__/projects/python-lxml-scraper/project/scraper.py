import requests
from bs4 import BeautifulSoup

page = requests.get("https://example.com/", timeout=10)
for link in BeautifulSoup(page.text, "lxml").find_all("a"):
    print(link["href"])
