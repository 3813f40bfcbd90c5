"""Drawing a picture anew, as a program of its own that has so much memory and time and writes to no file.

It reads a file from its standard input and writes a line of JSON: why it is refused (`refused`), or what the
picture is; after the line comes the picture. Whatever a hostile file makes of this process, neither the
database nor a key is in it.
"""

import json
import resource
import sys

from .decoding import answer

MEMORY, SECONDS = 768 << 20, 20

for limit, most in (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_CPU, SECONDS),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
):
    resource.setrlimit(limit, (most, most))

told, file = answer(sys.stdin.buffer.read())
sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + file)
