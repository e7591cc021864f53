import sys

import pytesseract
from pdf2image import convert_from_path

for page in convert_from_path(sys.argv[1]):
    print(pytesseract.image_to_string(page, lang="deu"))
