"""What can be seen from inside: the interpreter, its packages and the worker's own code, at paths that tell nothing."""

from __future__ import annotations

import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

_INSIDE = Path(__file__).parent / "inside"
_WIRE = Path(__file__).parent.parent / "wire"

_SYSTEM_PREFIXES = (Path("/usr"), Path("/usr/local"))
_LIBRARY_FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/lib32", "/usr/local/lib")
_LINKED_FOLDERS = ("/lib", "/lib64", "/lib32")
#: What the loader, torch and the C library's allocator ask for.
_FILES = (
    "/etc/ld.so.cache",
    "/proc/cpuinfo",
    "/sys/kernel/mm/transparent_hugepage/enabled",
    "/sys/kernel/mm/transparent_hugepage/hpage_pmd_size",
)
#: Data that packages bring along: labels of data held out by a check must not be read there.
_DATA_FOLDERS = ("sklearn/datasets/data",)


@dataclass(frozen=True, slots=True)
class View:
    """Folders and files shown read-only (source, destination), links (target, place), and how to start Python there.

    ``covered``: folders among the destinations whose content is hidden.
    """

    shown: tuple[tuple[Path, str], ...]
    links: tuple[tuple[str, str], ...]
    python: str
    import_path: tuple[str, ...]
    covered: tuple[str, ...] = ()

    @property
    def folders(self) -> list[str]:
        """Every folder that the destinations need, parents first."""
        parents = {str(parent) for _source, place in self.shown for parent in Path(place).parents}
        parents |= {str(parent) for _target, place in self.links for parent in Path(place).parents}
        return sorted(parents - {"/"})


def current_view() -> View:
    """The view that lets this interpreter, with the packages that it sees, run inside the sandbox."""
    base = Path(sys.base_prefix).resolve()
    executable = Path(sys._base_executable or sys.executable).resolve()  # type: ignore[attr-defined]  # noqa: SLF001
    shown: list[tuple[Path, str]] = []
    links: list[tuple[str, str]] = []
    shown += [(Path(name), name) for name in _LIBRARY_FOLDERS if Path(name).is_dir()]
    for name in _LINKED_FOLDERS:
        if Path(name).is_symlink():
            links.append((str(Path(name).readlink()), name))
        elif Path(name).is_dir():
            shown.append((Path(name), name))
    shown += [(Path(name), name) for name in _FILES if Path(name).is_file()]
    if base in _SYSTEM_PREFIXES:
        python = str(executable)
        shown.append((executable, python))
    else:
        shown += [(base / "bin", "/python/bin"), (base / "lib", "/python/lib")]
        python = f"/python/bin/{executable.name}"
    packages: list[str] = []
    covered: list[str] = []
    for folder in _package_folders():
        packages.append(f"/packages/{len(packages)}")
        shown.append((folder, packages[-1]))
        covered += [f"{packages[-1]}/{name}" for name in _DATA_FOLDERS if (folder / name).is_dir()]
    shown += [(_INSIDE, "/rectify/autograder/sandbox/inside"), (_WIRE, "/rectify/autograder/wire")]
    return View(tuple(shown), tuple(links), python, ("/rectify", *packages), tuple(covered))


def _package_folders() -> list[Path]:
    """Where packages are installed, as far as this interpreter looks there (a user's own site folder too)."""
    wanted = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}
    wanted |= {Path(entry).resolve() for entry in sys.path if Path(entry).name in {"site-packages", "dist-packages"}}
    on_path = [Path(entry).resolve() for entry in sys.path]
    return sorted(
        (folder for folder in wanted if folder.is_dir()), key=lambda f: on_path.index(f) if f in on_path else 99
    )
