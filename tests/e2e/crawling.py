"""Reading everything that a visitor can reach without paying."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

LINK = re.compile(
    rb"""(?:href|src|srcset|content|action|hx-get|data-[a-z-]+)\s*=\s*["']([^"']+)["']"""
)
PATH_IN_JSON = re.compile(rb'"(/[^"\\\s]{1,300})"')
LOCATION = re.compile(rb"<loc>([^<]+)</loc>")


class Crawl:
    """Every page of a site that links lead to, from some first addresses; GET only."""

    def __init__(self, url: str, first: Iterable[str], *, most: int = 600) -> None:
        self.url = url
        self.host = urlsplit(url).netloc
        self.waiting = [urljoin(url, path) for path in first]
        self.known = set(self.waiting)
        self.most = most

    def answers(self) -> Iterator[httpx.Response]:
        with httpx.Client(timeout=60, follow_redirects=False) as http:
            for _ in range(self.most):
                if not self.waiting:
                    return
                answer = http.get(self.waiting.pop())
                yield answer
                self._note(answer)
        assert not self.waiting, f"more than {self.most} addresses"

    def _note(self, answer: httpx.Response) -> None:
        found: list[bytes] = [answer.headers.get("location", "").encode()]
        if "image" not in answer.headers.get("content-type", ""):
            for pattern in (LINK, PATH_IN_JSON, LOCATION):
                found += pattern.findall(answer.content)
        for raw in found:
            for part in raw.decode("utf-8", "replace").replace("&amp;", "&").split(", "):
                self._meet(urljoin(str(answer.url), part.split(" ")[0]))

    def _meet(self, address: str) -> None:
        address = urldefrag(address).url
        if address in self.known or urlsplit(address).netloc != self.host:
            return
        self.known.add(address)
        self.waiting.append(address)


def holding(answers: Iterable[httpx.Response], word: str) -> list[str]:
    """Addresses whose answer holds ``word``: in the body, its headers, or an image's metadata."""
    needle = word.encode()
    return [
        str(answer.url)
        for answer in answers
        if needle in answer.content or any(needle in value for _, value in answer.headers.raw)
    ]
