import subprocess

print(subprocess.check_output(["git", "log", "-1", "--format=%s"], text=True), end="")
