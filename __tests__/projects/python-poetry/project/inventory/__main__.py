import click


@click.command()
def main():
    click.echo("stock: 12")


main()
