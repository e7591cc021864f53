import os

import asyncpg
from fastapi import FastAPI

app = FastAPI()


@app.get("/ping")
async def ping():
    connection = await asyncpg.connect(os.environ["DATABASE_URL"])
    return {"ping": await connection.fetchval("SELECT 1")}
