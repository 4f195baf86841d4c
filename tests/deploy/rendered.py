"""What tests read of a rendered template: its parts, what they point to, and what a role may do."""

import fnmatch


def of_kind(resources, kind) -> dict:
    return {name: one["Properties"] for name, one in resources.items() if one["Type"] == kind}


def plain(value):
    """Return what an intrinsic function points to, as text."""
    if isinstance(value, dict) and "Fn::GetAtt" in value:
        return ".".join(value["Fn::GetAtt"])
    if isinstance(value, dict) and "Fn::Sub" in value:
        return value["Fn::Sub"]
    return value


def statements_of(resources, role) -> list[dict]:
    """Return every statement that a role is under."""
    managed = [resources[one["Ref"]]["Properties"]["PolicyDocument"] for one in role["ManagedPolicyArns"]]
    documents = managed + [one["PolicyDocument"] for one in role["Policies"]]
    return [statement for document in documents for statement in document["Statement"]]


def allows(statements, action, resource, key=None) -> bool:
    """Evaluate a request as IAM does: allowed by one statement, denied by none."""
    fitting = [one for one in statements if _fits(one, action, resource, key)]
    effects = {one["Effect"] for one in fitting}
    return "Allow" in effects and "Deny" not in effects


def _fits(statement, action, resource, key) -> bool:
    actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
    if not any(fnmatch.fnmatchcase(action, one) for one in actions):
        return False
    if not fnmatch.fnmatchcase(resource, str(plain(statement["Resource"]))):
        return False
    condition = statement.get("Condition")
    if condition is None:
        return True
    assert set(condition) == {"ForAllValues:StringLike", "Null"}
    assert condition["Null"] == dict.fromkeys(condition["ForAllValues:StringLike"], "false")
    if "dynamodb:Attributes" in condition["ForAllValues:StringLike"]:
        return False
    patterns = condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    return key is not None and any(fnmatch.fnmatchcase(key, one) for one in patterns)
