"""What a test waits for, and where: other tests, and other people's programs, may be running beside it."""

import itertools
import os
import socket

# Seconds that a browser or a server is given before a test fails.
PATIENCE = 90

CLAIMS: list[socket.socket] = []
# Below those that the system hands out by itself, such as to whoever connects to something.
PORTS = range(20_000, 32_000)
TURN = itertools.count(os.getpid() * 37)


def free_port(address: str = "127.0.0.1") -> int:
    """Give a port that nothing listens on, and that no other test is given while this process lives.

    One that is let go and used a moment later could have been taken meanwhile. The claim is a name that the
    system forgets together with the process.
    """
    for turn in itertools.islice(TURN, len(PORTS)):
        port = PORTS[turn % len(PORTS)]
        claim = socket.socket(socket.AF_UNIX)
        try:
            claim.bind(f"\0a port of the tests of bonemet: {port}")
            with socket.socket() as free:
                free.bind((address, port))
        except OSError:
            claim.close()
            continue
        CLAIMS.append(claim)
        return port
    raise AssertionError("no port is free")
