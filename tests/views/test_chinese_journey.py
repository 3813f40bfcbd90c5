"""A whole case by a reader of Chinese: from the list to the signed report, page, text and PDF."""

import io
import re

import pikepdf
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from tests.people import CASE, FEMUR, World, send
from tests.views.test_section import posted

HEADLINE = "手术，前提是\N{FULLWIDTH COLON}预期获益。"
UNREVIEWED = "本译文的临床内容尚待临床医师审核"


def test_from_the_list_to_the_signed_report(world: World) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "alice", "password": "correct horse battery"})
    client.post("/language/", {"language": "zh-hans", "next": "/"})
    assert "新建评估" in client.get("/").content.decode()

    made = client.post(reverse("assessments:new"), {"identifier": "zh-1", "birth_date": "1965年4月3日"})
    assert made.status_code == 302
    assessment = Assessment.objects.get(patient__identifier="ZH-1")
    assert str(assessment.patient.birth_date) == "1965-04-03"
    lesion = assessment.patient.lesions.get()

    def at(name: str, *arguments: object) -> str:
        return reverse(f"assessments:{name}", args=[assessment.uuid, *arguments])

    for base, (key, answers) in enumerate((CASE | FEMUR).items(), start=1):
        where = at("section", key) if key in CASE else at("lesion_section", lesion.uuid, key)
        page = client.get(where).content.decode()
        assert "保存并继续" in page or "保存并核对" in page
        if key == "patient":
            answers = {**answers, "assessed_on": "2026年11月20日"}
        assert client.post(where, posted(answers, base)).status_code == 302, key
    assessment.refresh_from_db()
    assert assessment.latest().answers["case"]["patient"]["assessed_on"] == "2026-11-20"
    assert "左侧股骨转子下" in client.get(at("hub")).content.decode()

    taps = {f"{lesion.uuid}-intent": "operate", f"{lesion.uuid}-how_soon": "expedited", "action": "plan"}
    assert send(client, at("plan"), taps).status_code == 302
    report = client.get(at("report")).content.decode()
    for text in (HEADLINE, "2026年11月20日", "乳腺", "全身状况好", "草稿", UNREVIEWED):
        assert text in report, text
    assert 'lang="zh-hans"' in report

    client.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    signed = send(
        client,
        at("sign"),
        {f"{lesion.uuid}-answer": "agree", "base_revision": "7", "despite_open": "yes"},
        follow=True,
    )
    assert "已签署" in signed.content.decode()

    # What was signed in Chinese stays Chinese, whoever reads it.
    client.post("/language/", {"language": "en", "next": "/"})
    page = client.get(at("report")).content.decode()
    assert "Decided by " in page
    assert HEADLINE in page
    text = client.get(at("report_text")).content.decode()
    assert text.startswith("骨转移\N{FULLWIDTH COLON}是否需要手术")
    assert UNREVIEWED in text
    assert not re.search(r"[a-z]{4,} [a-z]{2,}", text.replace("alice", ""))
    with pikepdf.open(io.BytesIO(client.get(at("report_pdf")).content)) as pdf:
        assert str(pdf.Root.Lang).startswith("zh")
