"""The state bucket: what the deploy command itself remembers. It holds nothing of residents.

template.json            the template of the stack
packages/DIGEST.zip      every package that was deployed
published.json           which object of the site bucket came from here
"""

import json
from typing import Any

from botocore.exceptions import ClientError

from antifraud.deploying.cloud import Cloud, cloud_errors, code_of
from antifraud.errors import DeployError

_MISSING = {"404", "NoSuchKey", "NoSuchBucket", "NotFound"}


def ensure_state_bucket(cloud: Cloud) -> bool:
    """Create the bucket unless it is there; tells whether it did. Raises DeployError."""
    s3, name = cloud.client("s3"), cloud.environment.state_bucket
    if state_bucket_exists(cloud):
        return False
    place = (
        {} if cloud.environment.region == "us-east-1" else {"LocationConstraint": cloud.environment.region}
    )
    more = {"CreateBucketConfiguration": place} if place else {}
    with cloud_errors():
        try:
            s3.create_bucket(Bucket=name, **more)
        except ClientError as error:
            if code_of(error) == "BucketAlreadyExists":
                raise _taken(cloud) from None
            raise
        s3.get_waiter("bucket_exists").wait(Bucket=name)
    close_bucket(cloud)
    return True


def close_bucket(cloud: Cloud) -> None:
    """Let nobody but the account in, and keep earlier versions."""
    s3, name = cloud.client("s3"), cloud.environment.state_bucket
    closed = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    with cloud_errors():
        s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=dict.fromkeys(closed, True))
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})


def state_bucket_exists(cloud: Cloud) -> bool:
    """Tell whether the bucket is there and ours; raises DeployError when it is somebody else's."""
    with cloud_errors():
        try:
            cloud.client("s3").head_bucket(Bucket=cloud.environment.state_bucket)
        except ClientError as error:
            if code_of(error) in _MISSING:
                return False
            if code_of(error) == "403":
                raise _taken(cloud) from None
            raise
    return True


def write_state(cloud: Cloud, key: str, content: bytes) -> None:
    """Store one object of the state bucket."""
    with cloud_errors():
        cloud.client("s3").put_object(Bucket=cloud.environment.state_bucket, Key=key, Body=content)


def read_state(cloud: Cloud, key: str) -> Any:  # noqa: ANN401 - whatever JSON was stored
    """Return a JSON object of the state bucket, None where there is none."""
    with cloud_errors():
        try:
            found = cloud.client("s3").get_object(Bucket=cloud.environment.state_bucket, Key=key)
        except ClientError as error:
            if code_of(error) in _MISSING:
                return None
            raise
        return json.loads(found["Body"].read())


def _taken(cloud: Cloud) -> DeployError:
    name = cloud.environment.name
    return DeployError(
        f"the bucket {cloud.environment.state_bucket} belongs to somebody else: change {name}.buckets in "
        "deploy/environments.yaml, or use the credentials of the account that has it"
    )
