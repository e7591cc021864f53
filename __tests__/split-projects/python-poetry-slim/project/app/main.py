from cffi import FFI
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

ffi = FFI()


async def index(request):
    return PlainTextResponse(str(ffi.sizeof("long")))


app = Starlette(routes=[Route("/", index)])
