"""What an administrator pastes where, for each learning platform: the same facts in each platform's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from autograder.lti import names
from autograder.lti.settings import LtiSettings

Row = tuple[str, str]


@dataclass(frozen=True)
class Step:
    """One thing to do, and what to enter there: names of fields with their values."""

    text: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Guide:
    """How one kind of platform is set up; ``command`` is what the operator runs in the end, if anything."""

    name: str
    title: str
    steps: tuple[Step, ...]
    command: str = ""


def canvas_json(settings: LtiSettings) -> dict[str, Any]:
    """The developer key of Canvas, as its administrator pastes it."""
    launch = settings.address("/launch")
    deep_linking = {"message_type": names.DEEP_LINKING_MESSAGE, "target_link_uri": launch, "text": settings.title}
    places = ("assignment_selection", "link_selection")
    return {
        "title": settings.title,
        "description": settings.description,
        "oidc_initiation_url": settings.address("/login"),
        "target_link_uri": launch,
        "public_jwk_url": settings.address("/jwks"),
        "scopes": list(names.SCOPES),
        "extensions": [
            {
                "platform": "canvas.instructure.com",
                "domain": urlsplit(settings.public_url).netloc,
                "privacy_level": "public",
                "settings": {
                    "platform": "canvas.instructure.com",
                    "text": settings.title,
                    "placements": [{"placement": place, "enabled": True, **deep_linking} for place in places],
                },
            }
        ],
        "custom_fields": {},
    }


def guides(settings: LtiSettings, invitation: str) -> list[Guide]:
    """All guides; ``invitation`` is a pass to register, for the platforms that do it by themselves."""
    register = settings.address(f"/register/{invitation}") if invitation else ""
    return [
        _moodle(settings, register),
        _canvas(settings),
        _blackboard(settings),
        _brightspace(settings, register),
        _open_edx(settings),
    ]


def _moodle(settings: LtiSettings, register: str) -> Guide:
    alone = Step(
        "In Site administration > Plugins > Activity modules > External tool > Manage tools, paste the address into "
        "`Tool URL` and choose Add LTI Advantage. Agree to what is shown, then Activate the tool. That is all.",
        (("Tool URL", register),),
    )
    by_hand = Step(
        "By hand instead: choose “configure a tool manually” there, and enter these.",
        (
            ("Tool name", settings.title),
            ("Tool URL", settings.address("/launch")),
            ("LTI version", "LTI 1.3"),
            ("Public key type", "Keyset URL"),
            ("Public keyset", settings.address("/jwks")),
            ("Initiate login URL", settings.address("/login")),
            ("Redirection URI(s)", settings.address("/launch")),
            ("Supports Deep Linking (Content-Item Message)", "on"),
            ("Content Selection URL", settings.address("/launch")),
            ("IMS LTI Assignment and Grade Services", "Use this service for grade sync and column management"),
            ("IMS LTI Names and Role Provisioning", "Use this service to retrieve members' information"),
            ("Share launcher's name with tool", "Always"),
            ("Accept grades from the tool", "Always"),
        ),
    )
    copy = Step("Open the tool's View configuration details; copy its client id and deployment id into the command.")
    command = "rectify lti add --lms moodle --site https://YOUR.MOODLE --client-id CLIENT --deployment DEPLOYMENT"
    return Guide("moodle", "Moodle", (*((alone,) if register else ()), by_hand, copy), command)


def _canvas(settings: LtiSettings) -> Guide:
    steps = (
        Step(
            "In Admin > Developer Keys, choose + Developer Key > + LTI Key. Set Method to Enter URL and enter the "
            "address, or to Paste JSON and paste the text below. Save, and switch the key on.",
            (("JSON URL", settings.address("/canvas.json")), ("Redirect URIs", settings.address("/launch"))),
        ),
        Step("Copy the number in the key's Details column: it is the client id."),
        Step(
            "In Settings > Apps > View App Configurations, choose + App, Configuration Type By Client ID, and enter "
            "it. The app's menu then shows its Deployment Id."
        ),
    )
    command = (
        "rectify lti add --lms canvas --site https://YOUR.instructure.com --client-id CLIENT --deployment DEPLOYMENT"
    )
    return Guide("canvas", "Canvas", steps, command)


def _blackboard(settings: LtiSettings) -> Guide:
    steps = (
        Step(
            "In Anthology's developer portal, register an application. Its Application ID is the client id.",
            (
                ("My Integration supports LTI 1.3", "on"),
                ("Login Initiation URL", settings.address("/login")),
                ("Tool Redirect URL(s)", settings.address("/launch")),
                ("Tool JWKS URL", settings.address("/jwks")),
                ("Signing Algorithm", "RS256"),
            ),
        ),
        Step(
            "In the Administrator Panel > Integrations > LTI Tool Providers, choose Register LTI 1.3/Advantage Tool "
            "and enter the client id. Copy the Deployment ID that is shown.",
            (
                ("User Fields to Send", "Role in Course, Name, Email Address"),
                ("Allow grade service access", "Yes"),
                ("Allow Membership Service Access", "Yes"),
            ),
        ),
        Step(
            "In the tool's menu, choose Manage Placements > Create Placement.",
            (
                ("Type", "Deep Linking content tool"),
                ("Label", settings.title),
                ("Handle", "rectify"),
                ("Tool Provider URL / Target Link URI", settings.address("/launch")),
            ),
        ),
    )
    command = (
        "rectify lti add --lms blackboard --site https://YOUR.BLACKBOARD --client-id CLIENT --deployment DEPLOYMENT"
    )
    return Guide("blackboard", "Blackboard", steps, command)


def _brightspace(settings: LtiSettings, register: str) -> Guide:
    where = "In Admin Tools > Manage Extensibility > LTI Advantage, choose Register Tool"
    alone = Step(
        f"{where} > Dynamic, and paste the address. Then enable the tool and make a deployment of it.",
        (("Tool initiation registration endpoint", register),),
    )
    by_hand = Step(
        f"{where} > Standard, and enter these."
        if not register
        else f"By hand instead: {where[0].lower()}{where[1:]} > Standard, and enter these.",
        (
            ("Name", settings.title),
            ("Domain", settings.public_url),
            ("Redirect URLs", settings.address("/launch")),
            ("OpenID Connect Login URL", settings.address("/login")),
            ("Target Link URI", settings.address("/launch")),
            ("Keyset URL", settings.address("/jwks")),
            ("Extensions", "Assignment and Grade Services, Deep Linking, Names and Role Provisioning Services"),
        ),
    )
    deploy = Step(
        "Choose View Deployments > New Deployment for the tool, with the same extensions and the name and e-mail among "
        "the security settings, and make a link of the type Deep Linking Quicklink with the Target Link URI as its "
        "address. Copy the client id and the deployment id."
    )
    command = (
        "rectify lti add --lms brightspace --site https://YOUR.BRIGHTSPACE --client-id CLIENT --deployment DEPLOYMENT"
    )
    return Guide("brightspace", "Brightspace", (*((alone,) if register else ()), by_hand, deploy), command)


def _open_edx(settings: LtiSettings) -> Guide:
    steps = (
        Step("In Studio, Settings > Advanced Settings, add `lti_consumer` to the Advanced Module List."),
        Step(
            "Add an Advanced > LTI Consumer component to a unit, choose Edit, and enter these.",
            (
                ("LTI Version", "LTI 1.3"),
                ("Tool Launch URL", settings.address("/launch")),
                ("Tool Initiate Login URL", settings.address("/login")),
                ("Registered Redirect URIs", f'["{settings.address("/launch")}"]'),
                ("Tool Public Key Mode", "Keyset URL"),
                ("Tool Keyset URL", settings.address("/jwks")),
                ("Deep linking", "True"),
                ("Deep Linking Launch URL", settings.address("/launch")),
                ("LTI Assignment and Grades Service", "Allow tools to submit grades and manage line items"),
                ("Scored", "True"),
                ("Request user's email", "True"),
            ),
        ),
        Step("Studio then shows what goes into the command: client id, deployment id, and three addresses."),
    )
    command = (
        'rectify lti add --name "Open edX" --issuer https://YOUR.LMS --client-id CLIENT --deployment 1 '
        "--login-url OIDC_CALLBACK_URL --token-url ACCESS_TOKEN_URL --keys-url KEYSET_URL"
    )
    return Guide("open-edx", "Open edX", steps, command)
