"""Repacks Debian packages of Python modules as wheels: repack.py FOLDER_OF_DEBS FOLDER_OF_WHEELS."""

import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

MODULES = "usr/lib/python3/dist-packages"


def field(deb, name):
    """A field of a package's control file."""
    return subprocess.run(
        ["dpkg-deb", "-f", str(deb), name], check=True, capture_output=True, text=True
    ).stdout


def distribution(deb):
    """The name by which pip knows what the package holds: pytz is in python3-tz."""
    listing = subprocess.run(
        ["dpkg-deb", "-c", str(deb)], check=True, capture_output=True, text=True
    ).stdout
    (name,) = set(re.findall(rf"/{MODULES}/([^/]+?)-[^/-]+\.(?:egg|dist)-info", listing))
    return name


def requirements(deb, names):
    """What the package depends on, of what gets repacked; Debian's build takes it out of the module's metadata."""
    depends = re.findall(r"python3-[a-z0-9-]+", field(deb, "Depends"))
    return sorted({names[package] for package in depends if package in names})


def repack(deb, names, target):
    """Writes the wheel of one package."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "-x", str(deb), folder], check=True)
        root = pathlib.Path(folder, MODULES)
        (info,) = [*root.glob("*.egg-info"), *root.glob("*.dist-info")]
        name, version = info.stem.split("-")[:2]
        tag = "cp311-cp311-linux_x86_64" if list(root.rglob("*.so")) else "py3-none-any"
        files = {
            str(path.relative_to(root)): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file() and info not in (path, *path.parents)
        }
        # What distutils writes is a file, and no folder.
        metadata = next(path for path in (info / "METADATA", info / "PKG-INFO", info) if path.is_file())
        headers, _, description = metadata.read_text().partition("\n\n")
        # What Debian keeps of the authors' own names packages that it does not ship.
        headers = re.sub(r"^(?:Requires-Dist|Provides-Extra): .*\n?", "", headers, flags=re.M).rstrip()
        needs = "".join(f"\nRequires-Dist: {need}" for need in requirements(deb, names))
        home = f"{name}-{version}.dist-info/"
        files[home + "METADATA"] = f"{headers}{needs}\n\n{description}".encode()
        files[home + "WHEEL"] = f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n".encode()
        if (info / "entry_points.txt").exists():
            files[home + "entry_points.txt"] = (info / "entry_points.txt").read_bytes()
        files[home + "RECORD"] = "".join(
            f"{path},,\n" for path in [*files, home + "RECORD"]
        ).encode()
        with zipfile.ZipFile(target / f"{name}-{version}-{tag}.whl", "w") as wheel:
            for path, content in files.items():
                wheel.writestr(path, content)


if __name__ == "__main__":
    wheels = pathlib.Path(sys.argv[2])
    wheels.mkdir(parents=True)
    packages = sorted(pathlib.Path(sys.argv[1]).glob("*.deb"))
    names = {field(package, "Package").strip(): distribution(package) for package in packages}
    for package in packages:
        repack(package, names, wheels)
