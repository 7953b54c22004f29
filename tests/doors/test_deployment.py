"""What the service is deployed with: commands that exist, secrets in files, walls where they can stay."""

import ast
import re
import shlex
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import rich_click as click
import yaml

from autograder.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
PAGES = ("docs/OPERATIONS.md", "docs/DOORS.md")


def settings(unit: Path) -> dict[str, list[str]]:
    """A unit's settings, by name."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^([A-Za-z]+)=(.*)$", unit.read_text(), re.MULTILINE):
        found.setdefault(name, []).append(value)
    return found


def commands() -> list[list[str]]:
    """Every `rectify …` that units, containers and pages have somebody run."""
    found = [shlex.split(settings(unit)["ExecStart"][0]) for unit in UNITS]
    found += [COMPOSE["services"][name]["command"] for name in ("service", "worker")]
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL):
            lines = block.replace("\\\n", " ").splitlines()
            found += [shlex.split(line, comments=True) for line in lines if "rectify" in line]
    names = [[Path(word).name for word in words] for words in found]
    starts = [(words, name.index("rectify")) for words, name in zip(found, names, strict=True) if "rectify" in name]
    return [words[at + 1 :] for words, at in starts if words[at + 1 : at + 2] and words[at + 1] in COMMANDS]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_and_option_exists(words: list[str]) -> None:
    """A renamed option stops a deployment where nobody looks."""
    command: click.Command = import_module(f"autograder.cli.{words[0]}_command").command
    rest = words[1:]
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        below = command.get_command(click.Context(command), rest[0])
        assert below is not None, words
        command, rest = below, rest[1:]
    known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    assert {word.partition("=")[0] for word in rest if word.startswith("--")} <= known | {"--help"}


def test_there_are_commands_to_look_at() -> None:
    """In each of the places."""
    found = [words[0] for words in commands()]
    assert {"serve", "work", "lti", "export"} <= set(found)
    assert len(found) > 10


def test_no_secret_stands_in_a_file_of_ours() -> None:
    """Containers get theirs as files; the example of an environment has none."""
    assert set(COMPOSE["secrets"]) == {"database_password", "course_secret", "metrics_token"}
    assert all(set(one) == {"file"} for one in COMPOSE["secrets"].values())
    for service in COMPOSE["services"].values():
        for name, value in service["environment"].items():
            assert not re.search("PASSWORD|TOKEN|SECRET|KEY", name) or name.endswith("_FILE"), name
            assert not re.search(r"://[^/@]*:[^/@]*@", value), name
    example = (ROOT / "deploy/systemd/rectify.env.example").read_text()
    assert re.findall(r"^#?(?:PGPASSWORD|RECTIFY_METRICS_TOKEN)=(.*)$", example, re.MULTILINE) == ["", ""]


def test_containers_are_watched_and_only_the_worker_has_fewer_walls() -> None:
    """The service, which the network reaches, keeps all of Docker's."""
    services = COMPOSE["services"]
    assert all(service.get("healthcheck", {}).get("test") for service in services.values())
    assert services["service"]["security_opt"] == ["no-new-privileges:true"]
    assert set(services["worker"]["security_opt"]) >= {"seccomp=unconfined", "systempaths=unconfined"}
    assert all(services[name]["cap_drop"] == ["ALL"] and services[name]["read_only"] for name in ("service", "worker"))
    assert services["worker"]["networks"] == services["database"]["networks"] == ["back"]
    assert COMPOSE["networks"]["back"] == {"internal": True}
    assert all(port.startswith("127.0.0.1:") for port in services["service"]["ports"])


def test_the_proxy_whose_word_is_taken_is_the_gateway_of_its_network() -> None:
    """Anybody else's word on who asks would be a way around limits."""
    command = COMPOSE["services"]["service"]["command"]
    gateway = COMPOSE["networks"]["front"]["ipam"]["config"][0]["gateway"]
    assert command[command.index("--proxy") + 1] == gateway


@pytest.mark.parametrize("name", ["service", "worker"])
def test_what_a_healthcheck_runs_is_python(name: str) -> None:
    """It has no shell and no curl to lean on."""
    test = COMPOSE["services"][name]["healthcheck"]["test"]
    assert test[:3] == ["CMD", "python", "-c"]
    ast.parse(test[3])


def test_the_worker_may_do_what_its_sandbox_needs() -> None:
    """Namespaces, mounts, a host name, the limit on further namespaces; and no more than the service else."""
    found = {unit.stem: settings(unit) for unit in UNITS}
    work, serve = found["rectify-work"], found["rectify-serve"]
    for needed in ("RestrictNamespaces", "ProtectKernelTunables", "ProtectHostname", "ProtectProc", "PrivateUsers"):
        assert needed not in work
    assert "AF_NETLINK" in work["RestrictAddressFamilies"][0]
    assert all(line.startswith("~") for line in work["SystemCallFilter"])
    assert not {"@mount", "@process", "@privileged", "@system-service"} & set(
        " ".join(work["SystemCallFilter"]).split()
    )
    for kept in ("NoNewPrivileges", "CapabilityBoundingSet", "ProtectSystem", "ProtectHome", "PrivateTmp", "User"):
        assert work[kept] == serve[kept]
    assert work["AppArmorProfile"] == ["-rectify"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_reads_the_units(unit: Path, tmp_path: Path) -> None:
    """Without a word; with a program that is there."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text().replace("/opt/rectify/venv/bin/rectify", shutil.which("true") or "/bin/true"))
    done = subprocess.run([analyze, "verify", str(copy)], capture_output=True, text=True, check=False)
    if "Failed to" in done.stderr and copy.name not in done.stderr:
        pytest.skip(f"systemd-analyze cannot work here: {done.stderr.strip()}")
    assert (done.returncode, done.stderr) == (0, "")


def test_every_setting_of_the_example_is_one_that_is_read() -> None:
    """A misspelt variable is silence."""
    example = (ROOT / "deploy/systemd/rectify.env.example").read_text()
    names = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) - {"PGPASSWORD", "OMP_NUM_THREADS"}
    names |= {name for name in COMPOSE["services"]["service"]["environment"] if name.startswith("RECTIFY")}
    read = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "autograder").rglob("*.py"))
    assert [name for name in sorted(names) if f'"{name}"' not in read] == []


def run(program: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(ROOT / "deploy" / program), *arguments]
    return subprocess.run(
        command, env={"PATH": "/usr/bin:/bin"} | environment, capture_output=True, text=True, check=True
    )


def test_secrets_are_made_once_and_never_written_over(tmp_path: Path) -> None:
    """For their owner alone to read."""
    folder = tmp_path / "secrets"
    run("make-secrets", str(folder))
    first = {path.name: path.read_text() for path in folder.iterdir()}
    assert set(first) == set(COMPOSE["secrets"])
    assert all(re.fullmatch("[0-9a-f]{64}", text) for text in first.values())
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    assert run("make-secrets", str(folder)).stdout.count("is kept") == 3
    assert {path.name: path.read_text() for path in folder.iterdir()} == first


def test_a_container_begins_with_its_secrets(tmp_path: Path) -> None:
    """Those that are there, and without a word of them."""
    (tmp_path / "database_password").write_text("pass word'\"$\n")
    done = run(
        "start",
        "/bin/sh",
        "-c",
        'printf %s "$PGPASSWORD-${RECTIFY_METRICS_TOKEN:-none}"',
        RECTIFY_SECRETS=str(tmp_path),
    )
    assert (done.stdout, done.stderr) == ("pass word'\"$-none", "")


def test_the_image_is_made_of_what_is_there() -> None:
    """Each thing that is copied is in the checkout, and is let through to the builder."""
    dockerfile = (ROOT / "deploy/Dockerfile").read_text()
    ignored = (ROOT / "deploy/Dockerfile.dockerignore").read_text().splitlines()
    copied = [word for line in re.findall(r"^COPY (.*)$", dockerfile, re.MULTILINE) for word in line.split()[:-1]]
    assert len(copied) >= 10
    for name in copied:
        assert (ROOT / name).exists(), name
        assert f"!{name}" in ignored, name
    assert re.search(r"^USER rectify$", dockerfile, re.MULTILINE)
