"""Small sites in a folder, such as the build makes them."""

from pathlib import Path


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Write files by their names, and the folders that they are in."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def write_city_pages(folder: Path, slugs: list[str]) -> Path:
    """Write the site of these cities."""
    pages = {
        f"{base}{slug}/{name}": f"<p>{slug}"
        for slug in slugs
        for base in ("", "en/")
        for name in ("index.html", "embed.html")
    }
    files = {
        **pages,
        **{f"{name}.{ending}": "packed" for name in pages for ending in ("br", "gz")},
        "index.html": " ".join(slugs),
        "a/site.12345678.css": "p{}",
        "w/v1/window.js": "1",
        "w/abcdef1234/window.js": "1",
        "_headers": "/*",
    }
    return write_files(folder, files)
