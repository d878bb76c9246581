"""Running programs and taking their time: wall clock, user CPU, peak memory."""
import json
import os
import statistics
import subprocess
import time


class Run:
    """One run of a program."""

    def __init__(self, command, environment=None):
        begin = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        # What these programs say fits into the pipes' buffers but for stdout, which is read to its end.
        self.out = self.process.stdout.read()
        self.err = self.process.stderr.read()
        _, status, usage = os.wait4(self.process.pid, 0)
        self.seconds = time.perf_counter() - begin
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.user_s = usage.ru_utime
        self.peak_bytes = usage.ru_maxrss * 1024
        if self.process.returncode != 0:
            words = self.err.decode(errors="replace").strip()[-400:]
            raise Failed(f"{' '.join(map(str, command))}: exit {self.process.returncode}: {words}")

    def json(self):
        """The answer on the last line of stdout."""
        return json.loads(self.out.decode().strip().splitlines()[-1])


class Failed(Exception):
    """A program that could not be run to its end."""


class Median:
    """The median of several runs, with the spread of their wall clock."""

    def __init__(self, runs):
        walls = [run.seconds for run in runs]
        self.seconds = statistics.median(walls)
        self.least, self.most = min(walls), max(walls)
        self.user_s = statistics.median(run.user_s for run in runs)
        self.peak_bytes = statistics.median(run.peak_bytes for run in runs)
        self.last = runs[-1]

    def words(self):
        return f"{self.seconds:.3g} s ({self.least:.3g}–{self.most:.3g}; user CPU {self.user_s:.3g} s)"


def in_turns(commands, runs, warm_ups):
    """Medians of several commands that are run in turns, so that none has the machine's better hour."""
    taken = {name: [] for name in commands}
    for number in range(warm_ups + runs):
        for name, command in commands.items():
            run = Run(command)
            if number >= warm_ups:
                taken[name].append(run)
    return {name: Median(runs) for name, runs in taken.items()}


def cargo_program(kind, name, features):
    """Builds a bench or the program itself and gives its path."""
    command = ["cargo", "build", "--release"] if kind == "bin" else ["cargo", "bench", "--no-run"]
    command += ["-p", "three-maps", "--" + kind, name, "--message-format=json-render-diagnostics", *features]
    built = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if built.returncode != 0:
        raise Failed(f"{' '.join(command)}: exit {built.returncode}")
    for line in built.stdout.decode().splitlines():
        message = json.loads(line)
        if message.get("executable") and message["target"]["name"] == name:
            return message["executable"]
    raise Failed(f"{' '.join(command)}: no program came of it")
