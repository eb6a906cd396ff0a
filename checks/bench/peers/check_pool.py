#!/usr/bin/python3
"""What check_ip_pool does, as a Python plugin usually is, on nagiosplugin: the pools of pptpd.conf and xl2tpd.conf,
pptpd's slots (its pptpctrls), the addresses that are kept for calls (each pppd's LOCAL:REMOTE) and those that sessions
have (IPREMOTE of pppd2.tdb, of pppds that run and whose interface is there), addresses used twice or outside every
pool. The same sources; without the daemons' traps, accel-ppp, a second look, state, and a word on what it lacks."""

import argparse
import collections
import ipaddress
import os
import re

import nagiosplugin


def number(text):
    return int(ipaddress.IPv4Address(text))


class Pools(nagiosplugin.Resource):
    name = "POOL"

    def __init__(self, root):
        self.root = root

    def read(self, path):
        try:
            with open(self.root + path, "rb") as file:
                return file.read().decode("latin-1")
        except OSError:
            return None

    def pptpd(self, conf):
        values = {"connections": "100", "remoteip": "192.168.1.1-100"}
        seen = set()
        for line in conf.split("\n"):
            found = re.match(r"(connections|remoteip)\s+(.*?)\s*$", line)
            if found and found[1] not in seen:
                seen.add(found[1])
                values[found[1]] = found[2]
        addresses = []
        for item in values["remoteip"].split(","):
            span = re.fullmatch(r"((?:\d+\.)*)(\d+)-(\d+)((?:\.\d+)*)", item)
            if span:
                addresses += [number(f"{span[1]}{n}{span[4]}") for n in range(int(span[2]), int(span[3]) + 1)]
            else:
                addresses.append(number(item))
        return set(addresses[:int(values["connections"])])

    @staticmethod
    def xl2tpd(conf):
        usable = set()
        for line in conf.split("\n"):
            found = re.match(r"\s*(no )?ip range\s*=\s*([\d.]+)(?:\s*-\s*([\d.]+))?\s*$", line.split(";")[0], re.I)
            if found:
                span = range(number(found[2]), number(found[3] or found[2]) + 1)
                usable = usable.difference(span) if found[1] else usable.union(span)
        return usable

    def pppds(self):
        slots, kept, running = 0, set(), set()
        for pid in os.listdir(self.root + "/proc"):
            if not pid.isdigit():
                continue
            name = self.read(f"/proc/{pid}/comm")
            if name == "pptpctrl\n":
                slots += 1
            elif name == "pppd\n":
                if " Z " in (self.read(f"/proc/{pid}/stat") or " Z ").rsplit(")", 1)[-1][:4]:
                    continue
                running.add(pid)
                for word in (self.read(f"/proc/{pid}/cmdline") or "").split("\0"):
                    address = re.fullmatch(r"[\d.]*:(\d+\.\d+\.\d+\.\d+)", word)
                    if address and address[1] != "0.0.0.0":
                        kept.add(number(address[1]))
        return slots, kept, running

    def holders(self, running):
        interfaces = set(re.findall(r"^\s*([^:\s]+):", self.read("/proc/net/dev") or "", re.MULTILINE))
        database = self.read("/run/pppd2.tdb") or self.read("/run/pppd/pppd2.tdb") or ""
        holders = collections.Counter()
        for record in re.findall(r"(PPPD_PID=[^\0]*)\0", database):
            variable = dict(item.split("=", 1) for item in record.split(";") if "=" in item)
            if variable["PPPD_PID"] in running and variable.get("IFNAME") in interfaces and "IPREMOTE" in variable:
                holders[number(variable["IPREMOTE"])] += 1
        return holders

    def probe(self):
        pools = {}
        for name, path in (("pptpd", "/etc/pptpd.conf"), ("xl2tpd", "/etc/xl2tpd/xl2tpd.conf")):
            conf = self.read(path)
            if conf is not None:
                pools[name] = getattr(self, name)(conf)
        if not pools:
            raise nagiosplugin.CheckError("no configuration of pptpd or xl2tpd")
        slots, kept, running = self.pppds()
        holders = self.holders(running)
        worst = 0
        for name, pool in pools.items():
            used = len(pool & (kept | set(holders)))
            used = max(used, slots) if name == "pptpd" else used
            worst = max(worst, round(100 * used / len(pool), 2) if pool else 0)
            yield nagiosplugin.Metric(name + "_used", used, min=0, context="count")
            yield nagiosplugin.Metric(name + "_free", len(pool) - used, min=0, context="count")
            yield nagiosplugin.Metric(name + "_size", len(pool), min=0, context="count")
        yield nagiosplugin.Metric("used_percent", worst, "%", min=0, max=100)
        if "pptpd" in pools:
            yield nagiosplugin.Metric("slots_used", slots, min=0, context="count")
        conflicts = sum(1 for address, count in holders.items()
                        if count > 1 or not any(address in pool for pool in pools.values()))
        yield nagiosplugin.Metric("conflicts", conflicts, min=0, context="count")


@nagiosplugin.guarded
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default="")
    parser.add_argument("-w", "--warning", default="80")
    parser.add_argument("-c", "--critical", default="90")
    parser.add_argument("-t", "--timeout", type=int, default=10)
    args = parser.parse_args()
    nagiosplugin.Check(Pools(args.root), nagiosplugin.ScalarContext("used_percent", args.warning, args.critical),
                       nagiosplugin.ScalarContext("count")).main(timeout=args.timeout)


main()
