"""Rewrites a folder of lines of JSON with Spark.

    spark-submit spark.py JOBS RESULTS [OPTION of dockopt fix]...

Each partition is given to one process of dockopt, which has to be on the path of the executors.
"""

import shlex
import sys

from pyspark import SparkContext

jobs, results, *options = sys.argv[1:]
command = shlex.join(["dockopt", "fix", "--format", "jsonl", *options, "-"])
context = SparkContext(appName="dockopt")
# Status 2 says that a line failed, which its result tells; it must not fail the partition.
context.textFile(jobs).pipe(command, checkCode=False).saveAsTextFile(results)
