"""Bylines and dates are read in many languages; what could be two days is none."""

from __future__ import annotations

import pytest

from reader.core.article.lines.dates import Dates
from reader.devices.files import resources

DATES = Dates(resources.read_json("article/lines/dates.json"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published 14 May 2024", "2024-05-14"),
        ("May 4th, 2024 · 3 min read", "2024-05-04"),
        ("Updated: 2024-05-04T10:00", "2024-05-04"),
        ("4. März 2024, 10:12 Uhr", "2024-03-04"),
        ("4 de marzo de 2024", "2024-03-04"),
        ("le 1er février 2024", "2024-02-01"),
        ("4 мая 2024, 10:00", "2024-05-04"),
        ("2024年5月4日", "2024-05-04"),
        ("04.05.2024", "2024-05-04"),
        ("14/05/2024", "2024-05-14"),
        ("05/14/2024", "2024-05-14"),
        ("05/04/2024", ""),
        ("99 May 2024", ""),
        ("In May 2024 it rained", ""),
    ],
)
def test_a_date_is_read(text: str, day: str) -> None:
    assert DATES.date(text) == day


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Oskar Wren", "Oskar Wren"),
        ("BY OSKAR WREN AND ADA HOLM", "OSKAR WREN AND ADA HOLM"),
        ("Von Ada Holm | 4. März 2024", "Ada Holm"),
        ("Written by Ada de la Cruz, Merrow Gazette", "Ada de la Cruz, Merrow Gazette"),
        ("By continuing you agree to everything", ""),
        ("By the time they came it was dark", ""),
        ("Bystanders Cheered", ""),
    ],
)
def test_a_byline_is_read(text: str, names: str) -> None:
    assert DATES.byline(text) == names
