"""The stack: created, updated, or made anew when it never came to be. It knows no city's function."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from antifraud.deploying.cloud import Cloud, cloud_errors, code_of
from antifraud.deploying.state import write_state
from antifraud.errors import DeployError

TEMPLATE = "template.json"

CREATED = "created"
UPDATED = "updated"
UNCHANGED = "unchanged"

_EMPTY = {"ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS", "DELETE_FAILED"}
"""States of a stack that never came to be: it can only be deleted and made anew."""

_GOOD = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE"}
_POLL_SECONDS = 5.0
_MOST_POLLS = 720


@dataclass(frozen=True, slots=True)
class Stack:
    """What is known of the stack; `state` is None where there is none."""

    state: str | None
    outputs: Mapping[str, str]


def describe_stack(cloud: Cloud) -> Stack:
    """Return the state of the stack and what it made."""
    with cloud_errors():
        try:
            found = cloud.client("cloudformation").describe_stacks(StackName=cloud.environment.project)
        except ClientError as error:
            if code_of(error) == "ValidationError" and "does not exist" in str(error):
                return Stack(None, {})
            raise
    one = found["Stacks"][0]
    if one["StackStatus"] == "DELETE_COMPLETE":
        return Stack(None, {})
    return Stack(one["StackStatus"], {out["OutputKey"]: out["OutputValue"] for out in one.get("Outputs", [])})


def apply_stack(cloud: Cloud, template: str, parameters: Mapping[str, str]) -> tuple[str, Stack]:
    """Make the stack what the template says; tells what was done. Raises DeployError with why."""
    write_state(cloud, TEMPLATE, template.encode())
    stack = _settled(cloud)
    if stack.state in _EMPTY:
        cloud.say(f"stack {cloud.environment.project} never came to be ({stack.state}): it is made anew")
        stack = _delete(cloud)
    if stack.state is None:
        _change(cloud, "create_stack", template_arguments(cloud, parameters))
        done = CREATED
    elif stack.state in _GOOD:
        done = UPDATED if _update(cloud, parameters) else UNCHANGED
    else:
        raise DeployError(
            f"the stack {cloud.environment.project} is in the state {stack.state}: open it in the "
            "CloudFormation console, choose 'Continue update rollback' or delete it, and run the same command"
        )
    return done, _finished(cloud)


def template_arguments(cloud: Cloud, parameters: Mapping[str, str]) -> dict[str, Any]:
    """Return what CloudFormation is asked with."""
    environment = cloud.environment
    suffix = "amazonaws.com.cn" if environment.in_china else "amazonaws.com"
    return {
        "StackName": environment.project,
        "TemplateURL": f"https://{environment.state_bucket}.s3.{environment.region}.{suffix}/{TEMPLATE}",
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        "Capabilities": ["CAPABILITY_NAMED_IAM"],
    }


def _change(cloud: Cloud, call: str, arguments: Mapping[str, Any]) -> None:
    with cloud_errors():
        getattr(cloud.client("cloudformation"), call)(**arguments)


def _update(cloud: Cloud, parameters: Mapping[str, str]) -> bool:
    try:
        _change(cloud, "update_stack", template_arguments(cloud, parameters))
    except DeployError as error:
        if "No updates are to be performed" in str(error):
            return False
        raise
    return True


def _delete(cloud: Cloud) -> Stack:
    _change(cloud, "delete_stack", {"StackName": cloud.environment.project})
    stack = _settled(cloud)
    if stack.state is not None:
        raise _failed(cloud, stack.state)
    return stack


def _settled(cloud: Cloud) -> Stack:
    """Wait until nothing is in progress, for instance what an interrupted run began."""
    for _ in range(_MOST_POLLS):
        stack = describe_stack(cloud)
        if not (stack.state or "").endswith("_IN_PROGRESS") or stack.state == "REVIEW_IN_PROGRESS":
            return stack
        cloud.say(f"stack {cloud.environment.project}: {_progress(cloud)} ({stack.state})")
        cloud.wait(_POLL_SECONDS)
    raise DeployError(
        f"the stack {cloud.environment.project} is still not done after an hour: look at its events in the "
        "CloudFormation console and run the same command"
    )


def _finished(cloud: Cloud) -> Stack:
    stack = _settled(cloud)
    if stack.state not in _GOOD or stack.state == "UPDATE_ROLLBACK_COMPLETE":
        raise _failed(cloud, stack.state or "gone")
    return stack


def _progress(cloud: Cloud) -> str:
    with cloud_errors():
        pages = cloud.client("cloudformation").get_paginator("list_stack_resources")
        states = [
            one["ResourceStatus"]
            for page in pages.paginate(StackName=cloud.environment.project)
            for one in page["StackResourceSummaries"]
        ]
    return f"{sum(state.endswith('_COMPLETE') for state in states)} of {len(states)} parts"


def _failed(cloud: Cloud, state: str) -> DeployError:
    with cloud_errors():
        events = cloud.client("cloudformation").describe_stack_events(StackName=cloud.environment.project)
    reasons = [
        f"{one['LogicalResourceId']}: {one.get('ResourceStatusReason', '')}"
        for one in reversed(events["StackEvents"])
        if one.get("ResourceStatus", "").endswith("_FAILED")
        and "cancelled" not in one.get("ResourceStatusReason", "")
    ]
    why = reasons[0] if reasons else "something it did not name"
    return DeployError(
        f"the stack {cloud.environment.project} ended as {state} because of {why}: "
        "put that right and run the same command"
    )
