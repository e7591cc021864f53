import subprocess
import sys

subprocess.run(["nmap", "-sn", sys.argv[1]], check=True)
