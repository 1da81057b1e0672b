from __future__ import annotations

from tawatur.ledger import Ledger

PAGES = ("/", "/timeline", "/disputes", "/positions", "/claims", "/schedule", "/figures", "/chains", "/statements",
         "/statements?text=ارجئت&named=no", "/copies", "/articles", "/review", "/search?q=البعثة")  # fmt: skip


def test_every_page_answers_over_either_database_and_sees_what_changes(location, small_story, serve):
    material = small_story.material.__wrapped__()
    with Ledger(location) as ledger:
        for name, article in material.articles.items():
            ledger.add(article, material.readings[name])
    with serve(location) as desk, desk.client(tawatur_language="en") as client:
        assert "وزارة الدفاع" not in client.get("/disputes").text
        with Ledger(location) as ledger:
            ledger.put_story(material.story)
        for path in PAGES:
            assert client.get(path).status_code == 200, path
        assert "وزارة الدفاع" in client.get("/disputes").text
        assert 'id="is3"' in client.get("/statements?text=ارجئت").text
        assert "Nothing new" in client.get("/").text
