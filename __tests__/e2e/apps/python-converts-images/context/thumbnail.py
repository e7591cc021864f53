import subprocess

subprocess.check_call(["convert", "-size", "20x10", "xc:red", "/tmp/red.png"])
size = subprocess.check_output(["identify", "-format", "%wx%h", "/tmp/red.png"])
print(size.decode())
