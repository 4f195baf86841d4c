"""Bringing a city to AWS: package, settings, infrastructure, stages, pages, smoke test.

Beside `storage`, deploying is the only other place that imports boto3, and only for AWS's control plane and
for the pages; it never reads or writes what residents look up or report. Nothing of it is in the package
it makes.
"""
