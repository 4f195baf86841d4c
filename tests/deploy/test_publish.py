"""Publishing: what comes first, under which headers, and what is deleted."""

from datetime import UTC, datetime, timedelta

import pytest

from antifraud.deploying.publish import (
    FOREVER,
    KEPT,
    PAGE,
    WIDGET,
    content_type,
    list_items,
    plan_changes,
    publish,
    read_published,
    without_city,
)
from antifraud.deploying.state import ensure_state_bucket
from antifraud.errors import DeployError
from tests.deploy.small_sites import write_files

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)


@pytest.fixture
def site(tmp_path):
    """A small built site."""
    files = {
        "index.html": "start",
        "index.html.br": "packed",
        "seaside/index.html": "page",
        "seaside/embed.html": "frame",
        "a/look.12345678.css": "p{}",
        "a/icon.12345678.svg": "<svg/>",
        "w/v1/window.js": "1",
        "w/v1/window.js.gz": "packed",
        "w/abcdef1234/window.js": "1",
        "w/integrity.json": "{}",
        "_headers": "/*",
    }
    return write_files(tmp_path, files)


@pytest.fixture
def buckets(cloud):
    """The cloud with its two buckets."""
    ensure_state_bucket(cloud)
    place = {"LocationConstraint": cloud.environment.region}
    cloud.client("s3").create_bucket(Bucket=cloud.environment.site_bucket, CreateBucketConfiguration=place)
    return cloud


def test_hashed_files_come_first_and_frames_last(site):
    keys = [item.key for item in list_items(site)]
    assert keys[:3] == ["a/icon.12345678.svg", "a/look.12345678.css", "w/abcdef1234/window.js"]
    assert keys[-1] == "seaside/embed.html"
    assert keys.index("index.html") < keys.index("w/v1/window.js")
    assert "_headers" not in keys


def test_the_index_of_a_folder_answers_for_the_folder(site):
    assert {"seaside/", "seaside/index.html", "index.html"} <= {item.key for item in list_items(site)}


def test_each_kind_of_file_has_its_time_to_be_kept(site):
    kept = {item.key: item.cache for item in list_items(site)}
    assert kept["a/look.12345678.css"] == kept["w/abcdef1234/window.js"] == FOREVER
    assert kept["w/v1/window.js"] == kept["w/v1/window.js.gz"] == kept["w/integrity.json"] == WIDGET
    assert kept["seaside/"] == kept["seaside/embed.html"] == PAGE


def test_a_packed_variant_has_the_type_of_what_is_packed(site):
    items = {item.key: item for item in list_items(site)}
    assert (items["index.html.br"].kind, items["index.html.br"].encoding) == (
        "text/html; charset=utf-8",
        "br",
    )
    assert items["w/v1/window.js.gz"].kind == "text/javascript; charset=utf-8"
    assert items["w/v1/window.js.gz"].encoding == "gzip"
    assert content_type("icon.svg") == "image/svg+xml"


def test_a_folder_that_is_no_site_is_refused(tmp_path):
    with pytest.raises(DeployError, match="no built site"):
        list_items(tmp_path)


def test_unchanged_files_are_not_written_again(site):
    first = plan_changes(list_items(site), {}, NOW)
    again = plan_changes(list_items(site), first.after, NOW)
    assert (again.upload, again.delete, again.unchanged) == ((), (), len(first.upload))
    (site / "seaside" / "index.html").write_text("new", "utf-8")
    assert {item.key for item in plan_changes(list_items(site), first.after, NOW).upload} == {
        "seaside/",
        "seaside/index.html",
    }


def test_pages_go_at_once_and_hashed_files_after_a_week(site):
    before = plan_changes(list_items(site), {}, NOW).after
    (site / "seaside" / "index.html").unlink()
    (site / "a" / "look.12345678.css").unlink()
    once = plan_changes(list_items(site), before, NOW)
    assert once.delete == ("seaside/", "seaside/index.html")
    assert once.after["a/look.12345678.css"]["gone"] == NOW.isoformat()
    soon = plan_changes(list_items(site), once.after, NOW + KEPT - timedelta(seconds=1))
    assert soon.delete == ()
    assert plan_changes(list_items(site), soon.after, NOW + KEPT).delete == ("a/look.12345678.css",)


def test_taking_a_city_away_leaves_everything_else():
    before = {
        key: {"digest": "1"} for key in ("seaside/", "en/seaside/index.html", "seasides/", "index.html")
    }
    changes = without_city(before, "seaside")
    assert changes.delete == ("en/seaside/index.html", "seaside/")
    assert set(changes.after) == {"seasides/", "index.html"}


def test_only_what_was_published_from_here_is_deleted(buckets, site):
    s3, bucket = buckets.client("s3"), buckets.environment.site_bucket
    s3.put_object(Bucket=bucket, Key="somebody-elses.html", Body=b"")
    ticks = []
    publish(buckets, plan_changes(list_items(site), {}, NOW), lambda done, total: ticks.append((done, total)))
    assert ticks[-1] == (len(ticks), len(ticks))
    (site / "seaside" / "embed.html").unlink()
    publish(buckets, plan_changes(list_items(site), read_published(buckets), NOW), lambda *_: None)
    keys = {one["Key"] for one in s3.list_objects_v2(Bucket=bucket)["Contents"]}
    assert "somebody-elses.html" in keys
    assert "seaside/embed.html" not in keys


def test_what_was_cut_off_is_written_again_and_nothing_is_forgotten(buckets, site, emulated):
    emulated.refuse = lambda environ: ("AccessDenied", "no") if "embed" in environ["PATH_INFO"] else None
    with pytest.raises(DeployError):
        publish(buckets, plan_changes(list_items(site), {}, NOW), lambda *_: None)
    emulated.refuse = lambda _environ: None
    left = plan_changes(list_items(site), read_published(buckets), NOW)
    assert "seaside/embed.html" in {item.key for item in left.upload}
    publish(buckets, left, lambda *_: None)
    keys = {
        one["Key"]
        for one in buckets.client("s3").list_objects_v2(Bucket=buckets.environment.site_bucket)["Contents"]
    }
    assert keys == set(read_published(buckets))
