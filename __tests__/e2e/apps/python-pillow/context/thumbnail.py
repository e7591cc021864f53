import io

from PIL import Image

picture = Image.new("RGB", (640, 480), "navy")
picture.thumbnail((64, 64))
buffer = io.BytesIO()
picture.save(buffer, "JPEG")
print(picture.size, buffer.getvalue()[:3].hex())
