import datetime

import click


@click.command()
def main():
    click.echo(datetime.datetime.now().isoformat())


if __name__ == "__main__":
    main()
