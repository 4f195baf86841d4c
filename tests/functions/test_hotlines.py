"""The pages without JavaScript lead to the stop-payment sheet, of their city and in their language."""

import pytest

BROWSER = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("path", "sheet"),
    [
        ("/v1/seaside/lookup", "/seaside/paid.html"),
        ("/v1/seaside/lookup?lang=en", "/en/seaside/paid.html"),
        ("/v1/seaside/lookup?lang=zh-Hant", "/zh-Hant/seaside/paid.html"),
        ("/v1/nowhere/lookup", "/paid.html"),
        ("/v1/nowhere/lookup?lang=zh-Hant", "/zh-Hant/paid.html"),
    ],
)
def test_help_leads_to_the_sheet(client, path, sheet):
    page = client.post(path, data={"text": "13812345678"}, headers=BROWSER).text
    assert f'<a href="{sheet}">' in page
