#!/usr/bin/python3
"""The middle of what check_ip_pool does, on nagiosplugin: xl2tpd's range, and the address of each pppd."""

import argparse
import ipaddress
import os
import re

import nagiosplugin


class Pool(nagiosplugin.Resource):
    name = "POOL"

    def __init__(self, root):
        self.root = root

    def probe(self):
        with open(os.path.join(self.root, "etc/xl2tpd/xl2tpd.conf"), encoding="latin-1") as conf:
            found = re.search(r"^\s*ip range\s*=\s*([\d.]+)\s*-\s*([\d.]+)", conf.read(), re.MULTILINE)
        first, last = int(ipaddress.IPv4Address(found[1])), int(ipaddress.IPv4Address(found[2]))
        used = set()
        proc = os.path.join(self.root, "proc")
        for pid in os.listdir(proc):
            if not pid.isdigit():
                continue
            with open(os.path.join(proc, pid, "comm"), encoding="latin-1") as comm:
                if comm.read() != "pppd\n":
                    continue
            with open(os.path.join(proc, pid, "cmdline"), encoding="latin-1") as cmdline:
                for word in cmdline.read().split("\0"):
                    address = re.fullmatch(r"[\d.]*:(\d+\.\d+\.\d+\.\d+)", word)
                    if address and first <= int(ipaddress.IPv4Address(address[1])) <= last:
                        used.add(address[1])
        yield nagiosplugin.Metric("used_percent", 100 * len(used) / (last - first + 1), "%", min=0, max=100)
        yield nagiosplugin.Metric("used", len(used), min=0, context="count")


@nagiosplugin.guarded
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default="/")
    parser.add_argument("-w", "--warning", default="80")
    parser.add_argument("-c", "--critical", default="90")
    args = parser.parse_args()
    nagiosplugin.Check(Pool(args.root), nagiosplugin.ScalarContext("used_percent", args.warning, args.critical),
                       nagiosplugin.ScalarContext("count")).main()


main()
