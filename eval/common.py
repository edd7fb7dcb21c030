"""What the runners share: where things are, and how the program is found."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HEARSAY_SHARED") or ROOT.parent / "shared")
TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")


def say(*words):
    """A remark; results alone go to standard output."""
    print(*words, file=sys.stderr, flush=True)


def binary(given=None):
    """The release binary: the one given, or the one that cargo builds now."""
    if given:
        return str(Path(given).resolve())
    if not shutil.which("cargo"):
        sys.exit("cargo is not installed; name a built program with --binary")
    build = ["cargo", "build", "--release", "--quiet", "--package", "hearsay-cli"]
    if subprocess.run(build, cwd=ROOT).returncode:
        sys.exit("the program does not build")
    return str(TARGET / "release" / "hearsay")


def example(name):
    """The built example of the core with this name, after cargo has built it."""
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "hearsay", "--example", name], cwd=ROOT, check=True)
    return TARGET / "release" / "examples" / name


def table(rows):
    """Rows of cells as aligned text, the first column to the left, the others to the right."""
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
