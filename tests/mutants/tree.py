"""A copy of the working tree, where faults are put in."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.mutants.mutations import Mutation


def copy_tree(root: Path, tree: Path) -> Path:
    """All files git knows or would add, copied with their times."""
    shutil.rmtree(tree, ignore_errors=True)
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (root / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, tree / name)
    compiled = "clearance/translations/en/LC_MESSAGES/messages.mo"
    shutil.copy2(root / compiled, tree / compiled)
    return tree


@contextmanager
def faulty(tree: Path, mutation: Mutation) -> Iterator[None]:
    """The tree with one fault; the file and its time are put back."""
    path = tree / mutation.path
    source, stat = path.read_bytes(), path.stat()
    path.write_bytes(mutation.applied(source))
    try:
        yield
    finally:
        path.write_bytes(source)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
