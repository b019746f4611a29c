"""The search engine over tantivy: words for speed and rank, single signs in order for the rest."""

import contextlib
import json
import logging
import shutil
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from wenfang.catalogue.search.port import Entry, Found, Hit, Mark, Question
from wenfang.catalogue.words import GAP, Term, signs_of, words_of
from wenfang.kernel.ids import new_id

log = logging.getLogger(__name__)
# Raised when fields change: an index of another version is rebuilt.
VERSION = "v1"
WRITER_BYTES = 48 * 1024 * 1024
TITLE_WEIGHT = 4.0
WORD_WEIGHT = 2.0


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("category", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("version", stored=True)
    for name in ("title", "body"):
        builder.add_text_field(f"{name}_words", tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field(
            f"{name}_signs", tokenizer_name="whitespace", index_option="position"
        )
    return builder.build()


class TantivyIndex:
    """An index in ``folder``: generations side by side, and a file that names the present one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schema = _schema()
        self._lock = threading.Lock()
        self._generation = ""
        self._stamp = 0
        self._index: tantivy.Index | None = None
        self._writer: tantivy.IndexWriter | None = None

    def find(self, question: Question) -> Found:
        if not question.terms:
            return Found()
        try:
            with _panics_as_errors():
                return self._ask(question)
        except FileNotFoundError:
            return Found()
        except (ValueError, OSError, RuntimeError) as error:
            log.warning("the search index cannot be read: %s", error)
            self._broken(self._present()).touch()
            return Found()

    def mark(self) -> Mark | None:
        name = self._present()
        if not name.startswith(VERSION) or self._broken(name).exists():
            return None
        try:
            with _panics_as_errors():
                self._refreshed().searcher()
            noted = json.loads(self._note(name).read_text(encoding="ascii"))
            return Mark(int(noted["mark"]), name)
        except (ValueError, OSError, RuntimeError, KeyError, TypeError):
            return None

    def apply(self, entries: Iterable[Entry], removed: Iterable[str], mark: int) -> None:
        index = self._refreshed()
        writer = self._writer or index.writer(heap_size=WRITER_BYTES, num_threads=1)
        # A writer that failed half-way is not used again.
        self._writer = None
        for document_id in removed:
            writer.delete_documents_by_term("id", document_id)
        for entry in entries:
            writer.delete_documents_by_term("id", entry.document_id)
            writer.add_document(self._document(entry))
        writer.commit()
        self._writer = writer
        self._write_note(self._generation, mark)

    def rebuild(self, entries: Iterable[Entry], mark: int) -> None:
        self.close()
        name = f"{VERSION}-{new_id()[:8]}"
        target = self._folder / name
        target.mkdir(parents=True)
        writer = tantivy.Index(self._schema, path=str(target)).writer(
            heap_size=WRITER_BYTES, num_threads=1
        )
        for entry in entries:
            writer.add_document(self._document(entry))
        writer.commit()
        writer.wait_merging_threads()
        self._write_note(name, mark)
        _replace(self._folder / "current", name)
        self._forget_others(name)

    def close(self) -> None:
        with self._lock:
            self._writer = None
            self._index = None
            self._generation = ""

    # Where things are.

    def _present(self) -> str:
        try:
            return (self._folder / "current").read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return ""

    def _note(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _broken(self, name: str) -> Path:
        return self._folder / f"{name or 'none'}.broken"

    def _write_note(self, name: str, mark: int) -> None:
        _replace(self._note(name), json.dumps({"mark": mark}))

    def _forget_others(self, name: str) -> None:
        """Delete older generations; who still reads one keeps its open files."""
        for path in self._folder.iterdir():
            if path.name == "current" or path.name.startswith(name):
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    # Reading.

    def _refreshed(self) -> tantivy.Index:
        """The present generation with its last commit; FileNotFoundError when there is none."""
        name = self._present()
        if not name.startswith(VERSION):
            raise FileNotFoundError(self._folder)
        stamp = (self._folder / name / "meta.json").stat().st_mtime_ns
        with self._lock:
            if self._index is None or self._generation != name:
                self._index = tantivy.Index.open(str(self._folder / name))
                self._generation, self._stamp, self._writer = name, 0, None
            if stamp != self._stamp:
                self._index.reload()
                self._stamp = stamp
            return self._index

    def _ask(self, question: Question) -> Found:
        searcher = self._refreshed().searcher()
        clauses = [(Occur.Must, self._term(term)) for term in question.terms]
        if question.category:
            shelf = Query.term_query(self._schema, "category", question.category, "basic")
            clauses.append((Occur.Must, Query.const_score_query(shelf, 0.0)))
        answer = searcher.search(
            Query.boolean_query(clauses), limit=question.limit, offset=question.offset, count=True
        )
        documents = [searcher.doc(address) for _, address in answer.hits]
        hits = [Hit(found["id"][0], found["version"][0]) for found in documents]
        return Found(hits, _count(answer))

    def _term(self, term: Term) -> Query:
        """The term as a word or as its signs in a row, in the title or below it."""
        ways = []
        for name, weight in (("title", TITLE_WEIGHT), ("body", 1.0)):
            ways.append((Occur.Should, Query.boost_query(self._row(f"{name}_signs", term), weight)))
            if term.word:
                word = Query.term_query(self._schema, f"{name}_words", term.word, "freq")
                ways.append((Occur.Should, Query.boost_query(word, weight * WORD_WEIGHT)))
        return Query.boolean_query(ways)

    def _row(self, field: str, term: Term) -> Query:
        if len(term.signs) == 1:
            return Query.term_query(self._schema, field, term.signs[0], "freq")
        words: list[Any] = list(term.signs)
        return Query.phrase_query(self._schema, field, words)

    # Writing.

    def _document(self, entry: Entry) -> tantivy.Document:
        document = tantivy.Document()
        document.add_text("id", entry.document_id)
        document.add_unsigned("version", entry.version)
        for slug in entry.categories:
            document.add_text("category", slug)
        for name, paragraphs in (("title", (entry.title,)), ("body", entry.paragraphs)):
            words = (" ".join(words_of(text)) for text in paragraphs)
            signs = (" ".join(signs_of(text)) for text in paragraphs)
            document.add_text(f"{name}_words", " ".join(words))
            document.add_text(f"{name}_signs", f" {GAP} ".join(signs))
        return document


def _count(answer: Any) -> int:
    """How many there are in all; the library's own types leave this attribute out."""
    return answer.count or 0


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(text, encoding="ascii")
    draft.replace(path)


@contextlib.contextmanager
def _panics_as_errors() -> Iterator[None]:
    """A damaged index can panic inside tantivy, which is no Exception in Python."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise RuntimeError(str(error)) from error
        raise
