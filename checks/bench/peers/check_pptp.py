#!/usr/bin/python3
"""What check_pptp_tcp1723 does, as a Python plugin usually is: argparse and nagiosplugin."""

import argparse
import socket
import struct
import time

import nagiosplugin


def receive(connection, length):
    data = b""
    while len(data) < length:
        more = connection.recv(4096)
        if not more:
            raise nagiosplugin.CheckError("no answer")
        data += more
    return data


class Pptp(nagiosplugin.Resource):
    name = "PPTP"

    def __init__(self, host, port, timeout):
        self.host, self.port, self.timeout = host, port, timeout

    def probe(self):
        start = time.monotonic()
        with socket.create_connection((self.host, self.port), self.timeout) as connection:
            connection.sendall(struct.pack(">HHIHHHHIIHH64s64s", 156, 1, 0x1A2B3C4D, 1, 0, 0x100, 0, 3, 3, 0, 1,
                                           b"probe", b"probe"))
            reply = struct.unpack(">HHIHHHBBIIHH64s64s", receive(connection, 156))
            took = time.monotonic() - start
            if reply[3] != 2 or reply[6] != 1:
                raise nagiosplugin.CheckError(f"type {reply[3]} result {reply[6]}")
            connection.sendall(struct.pack(">HHIHHBBH", 16, 1, 0x1A2B3C4D, 3, 0, 1, 0, 0))
            receive(connection, 16)
        return nagiosplugin.Metric("time", took, "s", min=0)


@nagiosplugin.guarded
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-H", "--hostname", required=True)
    parser.add_argument("-p", "--port", type=int, default=1723)
    parser.add_argument("-t", "--timeout", type=int, default=10)
    parser.add_argument("-w", "--warning", default="")
    parser.add_argument("-c", "--critical", default="")
    args = parser.parse_args()
    nagiosplugin.Check(Pptp(args.hostname, args.port, args.timeout),
                       nagiosplugin.ScalarContext("time", args.warning, args.critical)).main(timeout=args.timeout)


main()
