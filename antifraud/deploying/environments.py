"""Where the service runs: deploy/environments.yaml turned into frozen values. It asks nobody."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import yaml

from antifraud.errors import DeployError

FILE = Path("deploy/environments.yaml")
MAIN = "prod"
ALLIANCE = "alliance"
"""The stage beside the cities: folds the stream, answers what is no city's."""

_RULES = {
    "region": (r"[a-z]{2}(-[a-z]+)+-\d", "a region such as cn-north-1"),
    "python": (r"3\.1[1-4]", 'the Python of the functions in quotes, such as "3.12"'),
    "site": (r"https://[a-z0-9.-]+", "an address such as https://fanzha.gov.cn, without a slash at its end"),
    "api": (
        r"https://[a-z0-9.-]+",
        "an address such as https://api.fanzha.gov.cn, without a slash at its end",
    ),
    "site_certificate": (r"[A-Za-z0-9:/_-]*", "the id or ARN of a certificate, or empty"),
    "api_certificate": (r"[A-Za-z0-9:/_-]*", "the ARN of a certificate, or empty"),
    "buckets": (r"[a-z0-9][a-z0-9-]{2,50}", "three to 50 small letters, digits and hyphens"),
    "alarm_mail": (r"([^@\s]+@[^@\s]+)?", "an e-mail address, or empty"),
    "sender": (r"(aws)?", "aws, or empty"),
    "mail_from": (r"([^@\s]+@[^@\s]+)?", "an e-mail address, or empty"),
}
_NAME = re.compile(r"[a-z][a-z0-9]{0,11}")


@dataclass(frozen=True, slots=True)
class Environment:
    """One deployment of the whole service; `site` and `api` are origins."""

    name: str
    region: str
    python: str
    site: str
    api: str
    site_certificate: str
    api_certificate: str
    buckets: str
    alarm_mail: str
    sender: str
    mail_from: str

    @property
    def project(self) -> str:
        """The beginning of every name: of functions, of the stack and of the table itself."""
        return f"antifraud-{self.name}"

    @property
    def state_bucket(self) -> str:
        """The bucket of the deploy command itself: packages, template, list of what it published."""
        return f"{self.buckets}-state"

    @property
    def site_bucket(self) -> str:
        """The bucket of the pages."""
        return f"{self.buckets}-site"

    @property
    def evidence_bucket(self) -> str:
        """The bucket of evidence files."""
        return f"{self.buckets}-evidence"

    @property
    def uploads(self) -> str:
        """The origin that pages post evidence files to."""
        suffix = ".cn" if self.in_china else ""
        return f"https://{self.evidence_bucket}.s3.{self.region}.amazonaws.com{suffix}"

    @property
    def in_china(self) -> bool:
        """Whether it is in the partition aws-cn."""
        return self.region.startswith("cn-")

    def function(self, stage: str) -> str:
        """Return the name of a stage's function, as Zappa makes it."""
        return f"{self.project}-{stage}"

    def lacking(self) -> list[str]:
        """Return what has to be written into the file before anything can be deployed."""
        examples = [key for key in ("site", "api") if getattr(self, key).endswith(".example")]
        return examples + [key for key in ("site_certificate", "api_certificate") if not getattr(self, key)]


def load_environment(name: str, path: Path = FILE) -> Environment:
    """Return one environment of the file; raises DeployError naming what to change."""
    return parse_environments(path)[_known(name, path)]


def parse_environments(path: Path = FILE) -> dict[str, Environment]:
    """Return every environment of the file by name; raises DeployError naming what to change."""
    try:
        read = yaml.safe_load(path.read_text("utf-8"))
    except OSError:
        raise DeployError(f"{path} cannot be read; run the command in the root of the clone") from None
    except yaml.YAMLError as error:
        raise DeployError(f"{path} is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(read, dict) or not all(isinstance(one, dict) for one in read.values()):
        raise DeployError(f"{path} must hold environments, each with its keys; see docs/deploying.md")
    return {str(name): _environment(str(name), values, path) for name, values in read.items()}


def _known(name: str, path: Path) -> str:
    names = list(parse_environments(path))
    if name not in names:
        raise DeployError(f"{path} has no environment {name!r}; there is {', '.join(names)}")
    return name


def _environment(name: str, values: Mapping[str, object], path: Path) -> Environment:
    keys = [one.name for one in fields(Environment) if one.name != "name"]
    if not _NAME.fullmatch(name):
        raise DeployError(
            f"{path}: an environment's name has up to 12 small letters and digits, {name!r} not"
        )
    if set(values) != set(keys):
        odd = ", ".join(sorted(set(values) ^ set(keys)))
        raise DeployError(f"{path}: {name} must have exactly {', '.join(keys)}; look at {odd}")
    for key in keys:
        pattern, what = _RULES[key]
        if not re.fullmatch(pattern, str(values[key] if values[key] is not None else "")):
            raise DeployError(f"{path}: {name}.{key} must be {what}")
    return Environment(name, **{key: str(values[key] if values[key] is not None else "") for key in keys})


def parameters_of(environment: Environment) -> dict[str, str]:
    """Return what the template is told of the environment."""
    given = asdict(environment)
    return {
        "Environment": given["name"],
        "SiteDomain": given["site"].removeprefix("https://"),
        "ApiDomain": given["api"].removeprefix("https://"),
        "SiteCertificate": given["site_certificate"],
        "ApiCertificate": given["api_certificate"],
        "Buckets": given["buckets"],
        "AlarmMail": given["alarm_mail"],
    }
