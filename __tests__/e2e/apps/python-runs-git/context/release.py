import subprocess

subprocess.run(["git", "init", "-q", "/tmp/r"], check=True)
print(subprocess.run(["git", "-C", "/tmp/r", "status", "--porcelain"], check=True).returncode)
