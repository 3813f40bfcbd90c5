"""Asking for an export on the page, having it made, and fetching its files, as a lead does."""

from __future__ import annotations

import gzip
from uuid import UUID

from django.test import Client
from django.urls import reverse

from assessments.exporting import prepared

URL = reverse("assessments:export")


def fetched(client: Client, identity: str = "without", form: str = "csv", url: str = URL) -> str:
    """Give what an export holds, all of its files."""
    asked = client.post(url, {"identity": identity, "form": form})
    assert asked.status_code == 302, asked.content.decode()
    key = asked.headers["Location"].removeprefix(URL).strip("/")
    page = client.get(asked.headers["Location"])
    found = prepared.found(UUID(key))
    assert found is not None
    assert found.is_made, page.content.decode()
    texts = []
    for number in range(1, len(found.sizes) + 1):
        address = reverse("assessments:exported_file", args=[key, number])
        assert address in page.content.decode()
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.headers["Content-Encoding"] == "gzip"
        texts.append(gzip.decompress(answer.content).decode())
    return "".join(texts)
