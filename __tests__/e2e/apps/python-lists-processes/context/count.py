import sys

print(sum(1 for line in sys.stdin if line.strip() in ("sh", "ps", "python3")))
