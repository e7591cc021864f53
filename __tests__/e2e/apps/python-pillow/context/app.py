import io

from PIL import Image, features

for form in ("JPEG", "PNG"):
    kept = io.BytesIO()
    Image.new("RGB", (40, 20), "red").resize((20, 10)).save(kept, form)
    kept.seek(0)
    print(form, Image.open(kept).size)
print(features.check("freetype2"))
