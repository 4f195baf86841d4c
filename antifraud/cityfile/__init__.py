"""`cities.yaml` turned into cities, with every fault at once. It knows no page and no storage."""

from antifraud.cityfile.load import load_cities, parse_cities

__all__ = ["load_cities", "parse_cities"]
