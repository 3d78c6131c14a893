"""Tells what machine this is and which versions are measured, without names of hosts or paths."""

import os
import platform
import re
import subprocess


def processors():
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def first(pattern, path):
    """What a pattern finds in a file, or nothing."""
    try:
        with open(path, encoding="utf-8") as file:
            found = re.search(pattern, file.read(), re.MULTILINE)
    except OSError:
        return ""
    return found[1].strip() if found else ""


def said(*command):
    """The first line that a program says."""
    try:
        ran = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except OSError:
        return ""
    return next(iter((ran.stdout or ran.stderr).splitlines()), "")


def described(setting):
    """The machine and the versions, as names and texts."""
    flags = first(r"^flags\s*:(.*)$", "/proc/cpuinfo").split()
    vectors = [name for name in ("avx2", "fma", "avx512f") if name in flags]
    family, model = (first(rf"^{name}\s*:(.*)$", "/proc/cpuinfo") for name in ("cpu family", "model"))
    name = first(r"^model name\s*:(.*)$", "/proc/cpuinfo") or platform.processor() or platform.machine()
    if family:
        name += f" (family {family}, model {model}; {', '.join(vectors) or 'no AVX2'})"
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    huge = re.search(r"\[(\w+)\]", first(r"(.*)", "/sys/kernel/mm/transparent_hugepage/enabled"))
    system = first(r'^PRETTY_NAME="?([^"\n]*)', "/etc/os-release") or platform.system()
    versions = {
        "processor": name,
        "cores": str(processors()),
        "virtual": "yes" if "hypervisor" in flags else "no",
        "memory": f"{gibibytes:.0f} GiB, transparent huge pages: {huge[1] if huge else 'none'}",
        "system": f"{system}, {platform.system()} {platform.release().split('-')[0]}",
        "Swift": re.sub(r".*Swift version ([\d.]+).*", r"\1", said("swift", "--version")),
        "Descent": said(setting.descent, "--version"),
    }
    if setting.python:
        ran = subprocess.run(
            [setting.python, os.path.join(setting.peers, "python_peer.py"), "versions"], capture_output=True, text=True,
            check=True)
        versions |= {line.rpartition(" ")[0]: line.rpartition(" ")[2] for line in ran.stdout.splitlines()}
    if setting.octave:
        versions["Octave"] = re.sub(r".*version ([\d.]+).*", r"\1", said(setting.octave, "--version"))
    if setting.sqlite3:
        versions["sqlite3"] = said(setting.sqlite3, "--version").split(" ")[0]
    return versions
