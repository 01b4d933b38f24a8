"""Sessions of the drivers that the same code runs on."""

import os
import sys

#: What a driver is called, and what it is.
DRIVERS = {
    "local": "Spark in one process",
    "cluster": "Spark with two executors in processes of their own",
    "sail": "Sail, through Spark Connect",
}


class Driver:
    """A session, with whatever has to be stopped after it."""

    def __init__(self, name, memory="1024m"):
        self.name = name
        # Executors start the same Python, with the same package.
        os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
        path = os.pathsep.join(os.path.abspath(one) for one in sys.path if one)
        os.environ["PYTHONPATH"] = path
        if name == "sail":
            from pysail.spark import SparkConnectServer

            self.server = SparkConnectServer("127.0.0.1", 0)
            self.server.start(background=True)
            _, port = self.server.listening_address
            from pyspark.sql import SparkSession

            self.spark = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
            return
        self.server = None
        from pyspark.sql import SparkSession

        master = {"local": "local[2]", "cluster": "local-cluster[2,1,1024]"}[name]
        self.spark = (
            SparkSession.builder.master(master)
            .appName("detente")
            .config("spark.driver.memory", memory)
            .config("spark.executor.memory", memory)
            .config("spark.executorEnv.PYTHONPATH", path)
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "2000")
            .getOrCreate()
        )
        self.spark.sparkContext.setLogLevel("ERROR")

    def __enter__(self):
        return self.spark

    def __exit__(self, *_):
        self.spark.stop()
        if self.server is not None:
            self.server.stop()
