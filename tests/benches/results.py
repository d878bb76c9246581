"""RESULTS.md: what was measured, what was reached, and what people wrote about it by hand."""
import datetime
import os
import platform
import re
import subprocess

HEAD = "| work | three-maps | peer | ratio | reach | reached |\n|---|---|---|---|---|---|\n"
KEPT_BEGIN, KEPT_END = "<!-- kept by hand: begin -->", "<!-- kept by hand: end -->"
ROW = re.compile(r"^<!-- row (\w+) -->\n(.*?)(?=^<!-- )", re.M | re.S)
FIRST_KEPT = "## What fell short, and why\n\nNothing has been written here yet.\n"


class Results:
    """Rows by name, each with its table lines; rows of earlier runs stay until they are measured again."""

    def __init__(self, path):
        self.path = path
        text = ""
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                text = file.read()
        self.rows = {name: body for name, body in ROW.findall(text)}
        kept = text.partition(KEPT_BEGIN)[2].partition(KEPT_END)[0].strip()
        self.kept = (kept + "\n") if kept else FIRST_KEPT

    def put(self, name, lines, note):
        """Replaces a row: table lines, and where and with what they were measured."""
        stamp = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
        table = HEAD + "".join("| " + " | ".join(line) + " |\n" for line in lines)
        load = "/".join(f"{value:.1f}" for value in os.getloadavg())
        self.rows[name] = f"### {name}\n\n{table}\n{stamp}; load {load} at the end. {note}\n\n"

    def write(self, order):
        parts = [
            "# Measured beside others\n\n"
            "Written by `tests/benches/run`; ours and the peers ran in turns on one machine. Medians, with the\n"
            "spread and user CPU in brackets. A load well above 0 before a run means that others used the machine\n"
            "too: then wall clocks are too long on both sides, and user CPU says more.\n\n",
            machine(),
        ]
        for name in order:
            if name in self.rows:
                parts.append(f"<!-- row {name} -->\n{self.rows[name]}")
        parts.append(f"{KEPT_BEGIN}\n{self.kept}{KEPT_END}\n")
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("".join(parts))


def machine():
    """The machine and the tools, as a list."""
    model, memory_kib = platform.machine(), 0
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), model)
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory_kib = int(file.readline().split()[1])
    revision = said(["git", "describe", "--always", "--dirty"])
    return (f"- machine: {model}, {os.cpu_count()} cores, {memory_kib / 2**20:.0f} GiB; {platform.system()} "
            f"{platform.release()}\n- three-maps: {revision}; {said(['rustc', '--version'])}\n"
            f"- GDAL: {said(['ogrinfo', '--version'])}\n\n")


def said(command):
    """What a tool says of its version."""
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return "not there"


def reached(ratio, wanted):
    return "yes" if ratio >= wanted else f"no ({ratio / wanted:.0%} of it)"
