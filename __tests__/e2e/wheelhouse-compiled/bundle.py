"""Puts the libraries that wheels link into the wheels: bundle.py FOLDER_OF_LINKED_WHEELS FOLDER_OF_WHEELS."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

# What a wheel for Linux may take from the system (PEP 599), as far as something here links it.
OF_THE_SYSTEM = re.compile(r"^(ld-linux|lib(c|m|dl|pthread|rt|resolv|gcc_s|stdc\+\+)\.so)")


def linked(path):
    """The libraries that a library links, and those that they link, as the loader finds them."""
    listing = subprocess.run(["ldd", str(path)], check=True, capture_output=True, text=True).stdout
    found = re.findall(r"^\s*(\S+) => (/\S+)", listing, re.MULTILINE)
    return {name: place for name, place in found if not OF_THE_SYSTEM.match(name)}


def look_in(path, folder):
    """Makes a library look for what it links in a folder beside it."""
    subprocess.run(["patchelf", "--force-rpath", "--set-rpath", f"$ORIGIN/{folder}", str(path)], check=True)


def bundle(wheel, target):
    """Writes the wheel with its libraries in `<name>.libs`."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(root)
        libraries = root / (wheel.name.split("-")[0] + ".libs")
        libraries.mkdir()
        for module in sorted(root.rglob("*.so")):
            for name, place in linked(module).items():
                shutil.copy(place, libraries / name)
                look_in(libraries / name, "")
            look_in(module, "../" * len(module.relative_to(root).parent.parts) + libraries.name)
        files = sorted(path for path in root.rglob("*") if path.is_file())
        (record,) = root.glob("*.dist-info/RECORD")
        record.write_text("".join(f"{path.relative_to(root)},,\n" for path in files))
        with zipfile.ZipFile(target / wheel.name, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in files:
                archive.write(path, path.relative_to(root))


if __name__ == "__main__":
    wheels = pathlib.Path(sys.argv[2])
    wheels.mkdir(parents=True)
    for built in sorted(pathlib.Path(sys.argv[1]).glob("*.whl")):
        bundle(built, wheels)
