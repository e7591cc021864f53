"""Reports where this container could reach its database."""
import click
import MySQLdb
import netifaces


@click.command()
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=1)
def report(host, port):
    click.echo(f"loopback: {'lo' in netifaces.interfaces()}")
    try:
        MySQLdb.connect(host=host, port=port, user="nobody")
        click.echo("database: up")
    except MySQLdb.OperationalError as error:
        click.echo(f"database: down ({error.args[0]})")


if __name__ == "__main__":
    report()
