import click
import requests


@click.command()
def run():
    print(requests.get("https://example.com/").status_code)


run()
