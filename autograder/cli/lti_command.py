"""``rectify lti``: which learning platforms may launch, and the keys that the tool signs with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click
from rich.table import Table

from autograder.cli.console import out, say
from autograder.cli.service_options import data_option
from autograder.errors import WrongUsage

if TYPE_CHECKING:
    from autograder.lti.keys import Keyring
    from autograder.lti.platforms import Platform
    from autograder.service.database import Database

_LMS = ["moodle", "canvas", "blackboard", "brightspace"]
_DAY = 86400.0


@click.group("lti", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    r"""Let learning platforms launch this service: Moodle, Canvas, Blackboard, Brightspace, Open edX and others.

    Needs the extra `serve`: `pip install "rectify-course\[serve]"`.
    """
    if find_spec("pylti1p3") is None:
        raise WrongUsage('PyLTI1p3 is not installed here. Install it with: pip install "rectify-course[serve]"')


@command.command("setup")
@click.option(
    "--public-url",
    envvar="RECTIFY_PUBLIC_URL",
    required=True,
    metavar="URL",
    help="The address that browsers see: `https://…`.",
)
@data_option()
def setup_command(public_url: str, data: Path) -> None:
    """Print a link to the set-up page, good for a day: what to paste where, and an invitation to register."""
    from autograder.lti.passes import Purpose, make_pass
    from autograder.lti.settings import settings_of

    settings = settings_of(public_url, data)
    with _opened(data) as database:
        shown, invited = (make_pass(database, purpose, _DAY) for purpose in (Purpose.SET_UP, Purpose.REGISTER))
    say(settings.address(f"/setup?pass={shown}&invitation={invited}"))


@command.command("add")
@click.option("--lms", type=click.Choice(_LMS), help="Its kind, where it is one of these: `--site` tells the rest.")
@click.option("--site", help="The address of such a platform, as students see it.")
@click.option("--client-id", required=True, help="The client id that the platform gave the tool.")
@click.option("--deployment", "deployments", multiple=True, help="A deployment id; may be given several times.")
@click.option("--name", help="What it is called here.")
@click.option("--issuer", help="The platform's issuer (platform id).")
@click.option("--login-url", help="Its authentication request address.")
@click.option("--token-url", help="Its access token address.")
@click.option("--keys-url", help="Its public keyset address.")
@click.option("--audience", help="What tokens are asked for, where it is not the token address.")
@click.option("--host", "hosts", multiple=True, help="A further host that its services are at.")
@click.option("--page", "pages", multiple=True, help="A further address whose pages show the tool in a frame.")
@click.option(
    "--unknown-deployments",
    type=click.Choice(["refuse", "ask"]),
    default="refuse",
    show_default=True,
    help="What becomes of a launch from another deployment: `ask` notes it for `rectify lti approve`.",
)
@data_option()
def add_command(data: Path, deployments: tuple[str, ...], **given: Any) -> None:
    """Add a platform, or change one that has the same issuer and client id."""
    from autograder.lti.platforms import add_platform

    with _opened(data) as database, database.begin() as connection:
        kept = add_platform(connection, _platform(given), deployments)
    say(
        f"{kept.name} is platform {kept.id}. It may launch"
        + ("." if deployments else " once a deployment is approved.")
    )


@command.command("list")
@data_option()
def list_command(data: Path) -> None:
    """Show the platforms, their deployments and addresses."""
    from autograder.lti.platforms import deployments, platforms

    with _opened(data) as database, database.read() as connection:
        found = [(one, deployments(connection, one)) for one in platforms(connection)]
    if not found:
        say("No platform yet. `rectify lti setup` shows how to add one.")
        return
    table = Table("", "platform", "issuer", "client id", "deployments", "addresses", box=None, header_style="bold")
    for column in table.columns:
        column.overflow = "fold"  # what is cut off cannot be compared
    for one, own in found:
        states = "\n".join(f"{each.deployment} ({each.state})" for each in own)
        addresses = f"{one.login_url}\n{one.token_url}\n{one.keys_url}"
        table.add_row(*_plain(str(one.id), one.name, one.issuer, one.client_id, states, addresses))
    out.print(table)


@command.command("remove")
@click.argument("platform", type=int)
@data_option()
def remove_command(platform: int, data: Path) -> None:
    """Forget PLATFORM, by its number: it may launch no more. Its courses, people and scores stay."""
    from autograder.lti.platforms import remove_platform

    with _opened(data) as database, database.begin() as connection:
        gone = remove_platform(connection, platform)
    say(f"{gone.name} (`{gone.issuer}`) may launch no more.")


@command.command("approve")
@click.argument("platform", type=int)
@click.argument("deployment")
@data_option()
def approve_command(platform: int, deployment: str, data: Path) -> None:
    """Let DEPLOYMENT of PLATFORM launch."""
    from autograder.lti import platforms

    with _opened(data) as database, database.begin() as connection:
        found = platforms.platform(connection, platform)
        platforms.approve(connection, found, deployment)
    say(f"The deployment `{deployment}` of {found.name} may launch.")


@command.command("keys")
@data_option()
def keys_command(data: Path) -> None:
    """Show the tool's public keys: the first signs, the others stay published for a while."""
    for place, key in enumerate(_keyring(data).live()):
        say(f"{key.kid}  {'signs' if place == 0 else 'stays published'}")


@command.command("rotate-keys")
@data_option()
def rotate_command(data: Path) -> None:
    """Make a key that signs from now on; the one before stays published for 30 days."""
    say(f"{_keyring(data).rotate().kid} signs from now on.")


@contextmanager
def _opened(data: Path) -> Iterator[Database]:
    from autograder.lti import tables  # the database makes these, too
    from autograder.service.database import Database, database_url

    assert tables.platforms is not None
    database = Database.open(database_url(data))
    try:
        yield database
    finally:
        database.close()


def _keyring(data: Path) -> Keyring:
    from autograder.lti.keys import Keyring
    from autograder.lti.settings import keys_folder

    return Keyring(keys_folder(data))


def _platform(given: dict[str, Any]) -> Platform:
    """The platform that the options describe: those given go before what is known of its kind."""
    from dataclasses import replace

    from autograder.lti.platforms import Platform, UnknownDeployments
    from autograder.lti.presets import preset

    if given["lms"]:
        if not given["site"]:
            raise click.UsageError("`--lms` needs `--site`: the platform's address, as students see it.")
        base = preset(given["lms"], given["site"], given["client_id"])
    else:
        needed = ("issuer", "login_url", "token_url", "keys_url")
        absent = [f"`--{name.replace('_', '-')}`" for name in needed if not given[name]]
        if absent:
            raise click.UsageError(f"{', '.join(absent)} must be given, or `--lms` and `--site`.")
        base = Platform(given["issuer"], given["issuer"], given["client_id"], "", "", "")
    texts = ("name", "issuer", "login_url", "token_url", "keys_url", "audience")
    chosen: dict[str, Any] = {name: given[name] for name in texts if given[name]}
    return replace(
        base,
        **chosen,
        hosts=(*base.hosts, *given["hosts"]),
        pages=(*base.pages, *given["pages"]),
        unknown_deployments=UnknownDeployments(given["unknown_deployments"]),
    )


def _plain(*cells: str) -> list[Any]:
    from rich.text import Text

    return [Text(cell) for cell in cells]
