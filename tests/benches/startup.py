#!/usr/bin/env python3
"""From the start of the program to the first full frame of the bundled maps, on a virtual display.

startup.py PROGRAM [RUNS]: prints one JSON object. Xvfb keeps its picture in a file, which is looked at
every few milliseconds without asking the server for anything; the first full frame is the first one
that equals the picture in which the window comes to rest but for a thousandth of its pixels (the status
bar's figures). `steps` are the times at which the picture
changed, with the share of its pixels that still differed from the last one.
"""
import json
import mmap
import os
import statistics
import subprocess
import sys
import tempfile
import time

# At rest: nothing has changed for so long.
REST_S = 2.0
# A frame is full when no more than this share of its pixels is still to change, in percent.
FULL_PERCENT = 0.1
LIMIT_S = 60.0


def measure(program, folder):
    """Milliseconds to each change of the picture, and the share of pixels still to change."""
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1600x900x24", "-nolisten", "tcp", "-fbdir", folder],
        pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    program_run = None
    try:
        with os.fdopen(read_end) as pipe:
            display = pipe.readline().strip()
        if not display:
            sys.exit("Xvfb did not start")
        runtime = os.path.join(folder, "runtime")
        os.makedirs(runtime, mode=0o700, exist_ok=True)
        state = os.path.join(folder, "state.json")
        environment = dict(os.environ, DISPLAY=":" + display, XDG_RUNTIME_DIR=runtime, THREE_MAPS_STATE=state)
        for name in ("WAYLAND_DISPLAY", "WAYLAND_SOCKET"):
            environment.pop(name, None)
        with open(os.path.join(folder, "Xvfb_screen0"), "rb") as file:
            screen = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        before = bytes(screen)
        begin = time.perf_counter()
        program_run = subprocess.Popen([program, "--lang", "zh"], env=environment,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seen = []
        while True:
            now = time.perf_counter() - begin
            picture = bytes(screen)
            if picture != before:
                seen.append((now, picture))
                before = picture
            if seen and now - seen[-1][0] > REST_S:
                break
            if now > LIMIT_S or program_run.poll() is not None:
                sys.exit("the window did not come to rest")
            time.sleep(0.003)
        last = seen[-1][1]
        cpu = cpu_seconds(program_run.pid)
        return [(round(at * 1e3, 1), differing(picture, last)) for at, picture in seen], cpu
    finally:
        for process in (program_run, server):
            if process and process.poll() is None:
                process.terminate()
                process.wait()


def cpu_seconds(process):
    """User and system time of a process that is still running."""
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    ticks = os.sysconf("SC_CLK_TCK")
    return round(int(fields[11]) / ticks, 2), round(int(fields[12]) / ticks, 2)


def differing(picture, last):
    """The share of pixels that differ, in percent, from every 16th of them."""
    step = 64
    count = sum(picture[at:at + 4] != last[at:at + 4] for at in range(0, len(last), step))
    return round(100 * count * step / len(last), 2)


def main():
    program = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    full, steps, cpu = [], [], None
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            steps, cpu = measure(program, folder)
        full.append(next(at for at, share in steps if share <= FULL_PERCENT))
    print(json.dumps({"ms": statistics.median(full), "all_ms": full, "steps": steps, "cpu_s": cpu}))


if __name__ == "__main__":
    main()
