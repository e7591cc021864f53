import boto3

boto3.client("s3").upload_file("/data/db.sqlite", "backups", "db.sqlite")
