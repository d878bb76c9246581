#!/usr/bin/env python3
"""Rows of the reach table: each measures one work beside its peer. Called by `run`, which says how."""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys

import small
from measure import Failed, Run, cargo_program, in_turns
from results import Results, reached

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.environ["THREE_MAPS_BENCH"]
TARGET = os.environ["CARGO_TARGET_DIR"]
WHERE = "area_mu > 20"
NO_WINDOW = ["--no-default-features"]
PYTHON = os.path.join(FOLDER, "venv", "bin", "python")


class Bench:
    """What all rows need: the programs, the town, how often."""

    def __init__(self, arguments):
        self.runs, self.warm_ups, self.parcels = arguments.runs, arguments.warm_ups, arguments.parcels
        self.results = Results(os.path.join(HERE, "RESULTS.md"))
        self.program = arguments.program or cargo_program("bin", "three-maps", NO_WINDOW)
        self.window = arguments.program

    def town(self, parcels=None):
        """The file of a town, made where it is not there yet."""
        parcels = parcels or self.parcels
        path = os.path.join(FOLDER, f"town-{parcels}.geojson")
        if not os.path.exists(path):
            Run([self.program, "synth", "--parcels", str(parcels), "-o", path])
        return path

    def scratch(self, name):
        path = os.path.join(FOLDER, name)
        if os.path.exists(path):
            os.remove(path)
        return path

    def turns(self, commands):
        return in_turns(commands, self.runs, self.warm_ups)

    def put(self, name, lines, note=""):
        self.results.put(name, lines, f"{self.runs} runs after {self.warm_ups} warm-ups. {note}")
        for line in lines:
            print(" | ".join(line), flush=True)


def there(program):
    return shutil.which(program) is not None


def missing(peer):
    return f"not measured: {peer} is not installed"


def open_row(bench):
    """File to layer with index, against GDAL."""
    town = bench.town()
    commands = {"ours": [bench.program, "info", town]}
    if there("ogrinfo"):
        commands["ogrinfo"] = ["ogrinfo", "-al", "-so", town]
    taken = bench.turns(commands)
    work = f"open {bench.parcels:,} polygons, {os.path.getsize(town) / 1e6:.0f} MB: whole process of `info`"
    if "ogrinfo" not in taken:
        return bench.put("open", [(work, taken["ours"].words(), missing("ogrinfo"), "", "15 ×", "")])
    ratio = taken["ogrinfo"].seconds / taken["ours"].seconds
    bench.put("open", [(work, taken["ours"].words(), "`ogrinfo -al -so` " + taken["ogrinfo"].words(),
                        f"{ratio:.1f} ×", "15 ×", reached(ratio, 15))])


def reader_row(bench):
    """The same, against the geojson crate."""
    town = bench.town()
    peer = cargo_program("bench", "feature_reader", NO_WINDOW)
    taken = bench.turns({"ours": [bench.program, "info", town], "theirs": [peer, town]})
    ratio = taken["theirs"].seconds / taken["ours"].seconds
    bench.put("reader", [(f"open {bench.parcels:,} polygons", taken["ours"].words(),
                          "geojson crate, FeatureReader to a Vec " + taken["theirs"].words(),
                          f"{ratio:.1f} ×", "4 ×", reached(ratio, 4))])


def growth_row(bench):
    """Time per feature from ten thousand to ten million, less the start of the program."""
    sizes = [size for size in (10_000, 100_000, 1_000_000, 10_000_000)]
    left_out = []
    with open("/proc/meminfo", encoding="utf-8") as file:
        free_bytes = next(int(line.split()[1]) * 1024 for line in file if line.startswith("MemAvailable"))
    # A town of ten million is 4.6 GB, and reading may take as much memory again.
    if free_bytes < 12e9:
        left_out.append(sizes.pop())
    start = in_turns({"start": [bench.program, "info", bench.town(1)]}, bench.runs, bench.warm_ups)["start"]
    lines, each = [], {}
    for size in sizes:
        fewer = min(bench.runs, 3) if size > 1_000_000 else bench.runs
        taken = in_turns({"ours": [bench.program, "info", bench.town(size)]}, fewer, 1)["ours"]
        each[size] = (taken.seconds - start.seconds) / size * 1e6
        lines.append((f"open {size:,}", taken.words(), "itself", f"{each[size]:.3f} µs a feature", "", ""))
    best, worst = min(each.values()), max(each.values())
    lines.append(("worst against best", f"{worst:.3f} µs", f"{best:.3f} µs", f"{worst / best:.2f} ×",
                  "at most 1.3 ×", reached(1.3 * best, worst)))
    note = f"The start of the program, {start.seconds * 1e3:.0f} ms on a town of one, is taken off."
    if left_out:
        note += f" {left_out[0]:,} was left out: only {free_bytes / 1e9:.0f} GB of memory are free."
    bench.put("growth", lines, note)


def memory_row(bench):
    """Peak memory of the whole process."""
    town = bench.town()
    taken = bench.turns({"ours": [bench.program, "info", town]})["ours"]
    share = taken.peak_bytes / os.path.getsize(town)
    bench.put("memory", [("peak memory of `info`", f"{taken.peak_bytes / 1e6:.0f} MB",
                          f"the file, {os.path.getsize(town) / 1e6:.0f} MB", f"{share:.2f}", "at most 1.0",
                          reached(1, share))])


def criterion(group, name):
    """Median of one criterion bench in seconds, where it has been run."""
    path = os.path.join(TARGET, "criterion", group, name, "new", "estimates.json")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return json.load(file)["median"]["point_estimate"] / 1e9


def cargo_bench(name, features, *arguments):
    """Runs one of our benches; what it printed, or nothing where there is no such bench."""
    if not os.path.exists(os.path.join(HERE, name + ".rs")):
        return None
    command = ["cargo", "bench", "-p", "three-maps", *features, "--bench", name, "--", *arguments]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if ran.returncode != 0:
        raise Failed(f"{' '.join(command)}: exit {ran.returncode}: {ran.stdout.decode()[-400:]}")
    return ran.stdout.decode()


def peer_json(script, *arguments):
    if not os.path.exists(PYTHON):
        return None
    return Run([PYTHON, os.path.join(HERE, "peers", script), *arguments]).json()


def filter_row(bench):
    """Three predicates over a million rows in memory."""
    town = bench.town()
    if cargo_bench("columns", NO_WINDOW, "filter") is None:
        return bench.put("filter", [("filter", "not measured: there is no bench `columns`", "", "", "", "")])
    plan, text = criterion("filter", "plan to bitmap"), criterion("filter", "text to bitmap")
    lines = []
    for engine in ("polars", "duckdb", "numpy"):
        peer = peer_json("filter.py", engine, town, FOLDER)
        if peer is None:
            lines.append(("three predicates, plan to bitmap", f"{plan * 1e3:.3f} ms", missing(engine), "", "", ""))
            continue
        ratio = peer["ms"] / 1e3 / plan
        wanted = ("1 ×", reached(ratio, 1)) if engine == "polars" else ("", "")
        lines.append(("three predicates, plan to bitmap", f"{plan * 1e3:.3f} ms",
                      f"{engine} {peer['version']}: {peer['ms']:.3f} ms", f"{ratio:.2f} ×", *wanted))
    lines.append(("the same from CQL2 text", f"{text * 1e3:.3f} ms", "", "", "under 1 ms", reached(1e-3, text)))
    bench.put("filter", lines, "Ours on the rows of the bench `columns`, theirs on the town's: as many, of the same shares.")


def pick_row(bench):
    """What is at a point."""
    said = cargo_bench("columns", NO_WINDOW, "pick")
    found = said and re.search(r"pick: 10,000 points, p50 (\d+) ns, p99 (\d+) ns", said)
    if not found:
        return bench.put("pick", [("pick", "not measured: there is no bench `columns`", "", "", "", "")])
    p50, p99 = (int(value) / 1e3 for value in found.groups())
    peer = peer_json("pick.py", bench.town())
    if peer is None:
        return bench.put("pick", [("pick at a point", f"p99 {p99:.2f} µs", missing("shapely"), "", "5 ×", "")])
    ratio = peer["p99_us"] / p99
    bench.put("pick", [("pick at a point, 10,000 of them", f"p50 {p50:.2f} µs, p99 {p99:.2f} µs",
                        f"shapely {peer['version']}: p50 {peer['p50_us']:.2f} µs, p99 {peer['p99_us']:.2f} µs",
                        f"{ratio:.1f} ×", "5 ×, under 10 µs", reached(min(ratio / 5, 10 / p99), 1))])


def export_row(bench):
    """A fifth of the features to GeoJSON: whole process, reading included."""
    town, ours, theirs = bench.town(), bench.scratch("ours.geojson"), bench.scratch("theirs.geojson")
    commands = {"ours": [bench.program, "export", town, "--where", WHERE, "-o", ours]}
    if there("ogr2ogr"):
        # GDAL overwrites no GeoJSON file: each run begins without one.
        script = 'rm -f "$0"; exec ogr2ogr -f GeoJSON "$0" "$1" -where "$2"'
        commands["ogr2ogr"] = ["sh", "-c", script, theirs, town, WHERE]
    taken = bench.turns(commands)
    written = small.lines(ours)
    small.agree("lossless", small.lossless(town, written))
    work = f"export of {len(written):,} of {bench.parcels:,}: {os.path.getsize(ours) / 1e6:.0f} MB"
    if "ogr2ogr" not in taken:
        return bench.put("export", [(work, taken["ours"].words(), missing("ogr2ogr"), "", "30 ×", "")])
    ratio = taken["ogr2ogr"].seconds / taken["ours"].seconds
    note = f"Every feature's bytes are those of the source. Peak memory {taken['ours'].peak_bytes / 1e6:.0f} MB."
    bench.put("export", [(work, taken["ours"].words(), "`ogr2ogr -where` " + taken["ogr2ogr"].words(),
                          f"{ratio:.1f} ×", "30 ×", reached(ratio, 30))], note)


def frame_row(bench):
    """One frame while panning, software rasteriser."""
    town = bench.town()
    said = cargo_bench("frames", [], town)
    qgis = None
    if os.path.exists("/usr/bin/qgis"):
        # A Python of another folder in PATH breaks QGIS.
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PATH="/usr/bin:/bin")
        qgis = Run(["/usr/bin/python3", os.path.join(HERE, "peers", "frame.py"), town, str(bench.runs)],
                   environment).json()
    lines = []
    for view, part, limit_ms in (("all", "whole_ms", 100), ("a hundredth", "part_ms", 30)):
        theirs = f"QGIS {qgis['version']}, memory layer: {qgis[part]:.0f} ms" if qgis else missing("QGIS")
        found = said and re.search(rf"^\| {view} \| with overview \| ([\d.]+) \| ([\d.]+) \|", said, re.M)
        if not found:
            lines.append((f"a frame, {view} in view", "not measured: no answer from the bench `frames`", theirs, "", "", ""))
            continue
        cpu_ms, frame_ms = (float(value) for value in found.groups())
        ratio = f"{qgis[part] / frame_ms:.0f} ×" if qgis else ""
        wanted = [f"under {limit_ms} ms"] + (["60 ×"] if view == "all" else [])
        holds = frame_ms < limit_ms and (view != "all" or not qgis or qgis[part] >= 60 * frame_ms)
        lines.append((f"a frame, {view} in view", f"{frame_ms:.1f} ms", theirs, ratio, ", ".join(wanted),
                      "yes" if holds else "no"))
        lines.append((f"its share of our own CPU, {view} in view", f"{cpu_ms:.2f} ms", "", "", "under 3 ms",
                      reached(3, cpu_ms)))
    adapter = re.search(r"adapter: (.*)", said or "")
    bench.put("frame", lines, f"Adapter: {adapter.group(1)}." if adapter else "")


def start_row(bench):
    """Start of the program to the first full frame of the bundled maps."""
    if not there("Xvfb"):
        return bench.put("start", [("start", missing("Xvfb"), "", "", "under 1 s", "")])
    window = bench.window or cargo_program("bin", "three-maps", [])
    taken = Run([sys.executable, os.path.join(HERE, "startup.py"), window, str(bench.runs)]).json()
    seconds = taken["ms"] / 1e3
    steps = ", ".join(f"{at:.0f} ms: {share} %" for at, share in taken["steps"])
    bench.put("start", [("start to the first full frame of the bundled maps, Xvfb 1600 × 900",
                         f"{seconds:.2f} s ({min(taken['all_ms']) / 1e3:.2f}–{max(taken['all_ms']) / 1e3:.2f}; "
                         f"user CPU {taken['cpu_s'][0]} s)", "", "", "under 1 s", reached(1, seconds))],
              f"Pictures of the last run, with the share of pixels still to change: {steps}.")


def synth_row(bench):
    """Test towns: how fast they are made."""
    out = bench.scratch("synth.geojson")
    taken = bench.turns({"ours": [bench.program, "synth", "--parcels", str(bench.parcels), "-o", out]})["ours"]
    bench.put("synth", [(f"a town of {bench.parcels:,} parcels", taken.words(), "",
                         f"peak memory {taken.peak_bytes / 1e6:.0f} MB", "", "")])


def cancel_row(bench):
    """From cancel to return, the longest of each job: a town of a million, one polygon of five million corners."""
    said = cargo_bench("cancel", NO_WINDOW) or ""
    found = re.findall(r"^cancel \| (\w+) \| (.+) \| whole (\d+) ms \| to return ([\d.]+) ms$", said, re.M)
    if not found:
        return bench.put("cancel", [("cancel", "not measured: no answer from the bench `cancel`", "", "", "50 ms", "")])
    bench.put("cancel", [(f"cancel to return, {job}, {of}", f"{float(most):.1f} ms", "", f"of {int(whole)} ms",
                          "at most 50 ms", reached(50, float(most))) for of, job, whole, most in found])


ROWS = {"open": open_row, "reader": reader_row, "growth": growth_row, "memory": memory_row, "filter": filter_row,
        "pick": pick_row, "export": export_row, "frame": frame_row, "start": start_row, "synth": synth_row,
        "cancel": cancel_row}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true", help="a small town, no peers, no times: do answers agree?")
    parser.add_argument("--only", default=",".join(ROWS), help="rows to measure, with commas between them")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--warm-ups", type=int, default=2)
    parser.add_argument("--parcels", type=int, default=1_000_000)
    parser.add_argument("--no-install", action="store_true", help="leave out peers that are missing")
    parser.add_argument("--program", help="a three-maps built before, with its window for the row `start`")
    arguments = parser.parse_args()
    if arguments.small:
        return small.check(arguments.program or cargo_program("bin", "three-maps", NO_WINDOW), FOLDER)
    unknown = [name for name in arguments.only.split(",") if name not in ROWS]
    if unknown:
        parser.error(f"no such row: {', '.join(unknown)}; there are {', '.join(ROWS)}")
    bench = Bench(arguments)
    failed = []
    for name in arguments.only.split(","):
        print(f"== {name}", flush=True)
        try:
            ROWS[name](bench)
        except Failed as failure:
            failed.append(name)
            bench.put(name, [(name, f"failed: {failure}".replace("|", "/").replace("\n", " "), "", "", "", "")])
        bench.results.write(ROWS)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
