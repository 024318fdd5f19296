"""The recipe of the Arabic→English model: every step, on a few dozen made pairs.

The steps run as a person runs them, by path; only where torch and eflomal are there.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from reader.translation.packages import load
from reader.translation.translator import Translator

RECIPE = Path(__file__).parents[2] / "packaging" / "models" / "translation"

WHO = {"الرئيس": "the president", "الوزير": "the minister", "الجيش": "the army",
       "المجلس": "the council", "الشركة": "the company", "المتحدث": "the spokesman"}  # fmt: skip
DID = {"زار": "visited", "غادر": "left", "دخل": "entered", "رأى": "saw"}
WHERE = {"القاهرة": "Cairo", "بغداد": "Baghdad", "تونس": "Tunis", "طرابلس": "Tripoli"}

CONFIG = """
seed = 1
work = "{work}"
shared = "{shared}"
[vocabulary]
size = 200
whole_words = 2
coverage_minimum = 1
[data]
written = ["{shared}/written.tsv.gz"]
longest = 60
variants = 1
plain_share = 0.7
lexical_floor = 0.22
alpha = 0.3
target_alpha = 0.5
dictionary = 5
names = 5
renamed = 1
[data.weights]
news = 1.0
news-renamed = 1.0
news-written = 0.1
dictionary = 0.2
names = 0.2
[model]
width = 64
heads = 4
encoder_layers = 1
decoder_layers = 2
inner = 64
positions = 64
[training]
threads = 1
batch_tokens = 400
label_smoothing = 0.1
guided_floor = 0.05
average_decay = 0.95
checkpoint_minutes = 10
evaluate_minutes = 100
keep = 2
[[training.phase]]
name = "first"
steps = 800
warmup = 20
rate = 3e-3
last_rate = 1e-3
dropout = 0.0
guided = 0.5
joined = 0.1
longest_first = 30
growing = 20
{more}
[package]
version = "0.0"
[decoding]
beam_size = 2
"""

SECOND = """
[[training.phase]]
name = "second"
steps = 60
rate = 1e-3
last_rate = 1e-4
dropout = 0.0
word_dropout = 0.02
guided = 0.1
joined = 0.0
"""

# The exported model beside the PyTorch one: log probability and attention of the same target.
COMPARE = """
import sys, json
from pathlib import Path
import ctranslate2, torch
from prepare import read_config
from export import answers, chosen_weights, write_model, vocabulary
from train import build
config = read_config(Path(sys.argv[1]))
folder = Path(config["work"]) / "float"
weights, _ = chosen_weights(config, None)
write_model(config, weights, folder, None)
pieces = vocabulary(Path(config["work"]) / "sentencepiece.model")
source = [5, 9, 14, 7, 30]
target = [i for i in range(3, len(pieces)) if answers(pieces[i])][5:9]
model = build(config).eval()
model.load_state_dict(weights)
with torch.no_grad():
    given = torch.tensor([[*source, 2]])
    before = torch.tensor([[1, *target]])
    states, links = model(given, before, before >= 0)
    logits = model.logits(states)
for i, piece in enumerate(pieces):
    logits[:, i] += 0 if answers(piece) else -1e4  # never written
ours = [float(logits[i].log_softmax(-1)[t]) for i, t in enumerate([*target, 2])]
translator = ctranslate2.Translator(str(folder), compute_type="float32")
scores = translator.score_batch([[pieces[i] for i in source]], [[pieces[i] for i in target]])
result = translator.translate_batch([[pieces[i] for i in source]],
    target_prefix=[[pieces[i] for i in target]], beam_size=1, max_decoding_length=4,
    return_attention=True)[0]
print(json.dumps({"ours": ours, "theirs": scores[0].log_probs,
    "links": links.exp()[0, :4, :6].tolist(), "attention": result.attention[0]}))
"""


def module(name: str) -> ModuleType:
    """One of the recipe's modules that import none of the others."""
    spec = importlib.util.spec_from_file_location(f"translation_{name}", RECIPE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


def step(script: str, *arguments: object) -> str:
    """Runs a step by path and returns what it printed."""
    done = subprocess.run(
        [sys.executable, str(RECIPE / script), *map(str, arguments)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny corpus laid out as ../shared; its test set repeats a training pair."""
    shared = tmp_path_factory.mktemp("shared")
    pairs = [f"{who} {did} {where}.\t{who_en[0].upper()}{who_en[1:]} {did_en} {where_en}."
             for who, who_en in WHO.items() for did, did_en in DID.items()
             for where, where_en in WHERE.items()]  # fmt: skip
    random.Random(1).shuffle(pairs)
    for folder in ("corpus/parallel", "corpus/news", "corpus/test", "corpus/dict", "gazetteer"):
        (shared / folder).mkdir(parents=True)
    (shared / "corpus/news/news.ar-en.tsv").write_text("\n".join(pairs) + "\n", "utf-8")
    (shared / "corpus/test/ntrex-dev.ar-en.tsv").write_text("\n".join(pairs[:4]) + "\n", "utf-8")
    tagged = "قال <P>عمر</P> من <L>مكة</L>.\t<P>Omar</P> of <L>Mecca</L> said."
    (shared / "corpus/news/news-tagged.ar-en.tsv").write_text(tagged + "\n", "utf-8")
    for name, row in (("persons-full-wikidata", "ليلى\tLayla\tPER"),
                      ("geonames-cities15000", "صنعاء\tSana'a\tLOC")):  # fmt: skip
        (shared / f"gazetteer/{name}.tsv").write_text(row + "\n", "utf-8")
    own = "عاد الجيش إلى بغداد.\tThe army returned to Baghdad.\n"
    (shared / "written.tsv.gz").write_bytes(gzip.compress(own.encode()))
    words = [f"{a}\t{e}" for a, e in (WHO | DID).items()]
    (shared / "corpus/dict/freedict-ara-eng.tsv").write_text("\n".join(words) + "\n", "utf-8")
    names = [f"{a}\t{e}\tLOC" for a, e in WHERE.items()]
    (shared / "gazetteer/cldr-territories.tsv").write_text("\n".join(names) + "\n", "utf-8")
    return shared


@pytest.fixture(scope="module")
def built(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The work folder after prepare, train, train again, average and export."""
    pytest.importorskip("torch")
    pytest.importorskip("eflomal")
    pytest.importorskip("sacrebleu")
    work = tmp_path_factory.mktemp("work")
    config = work / "config.toml"
    config.write_text(CONFIG.format(work=work, shared=corpus, more=""), "utf-8")
    step("prepare.py", "--config", config)
    step("train.py", "--config", config)
    config.write_text(CONFIG.format(work=work, shared=corpus, more=SECOND), "utf-8")
    step("train.py", "--config", config)
    step("average.py", "--config", config, "--last", 1)
    step("export.py", "--config", config, work / "package")
    step("export.py", "--config", config, work / "translate-ar_en-test.argosmodel")
    return work


def test_lines_of_the_test_sets_are_not_trained_on(built: Path) -> None:
    """Their names and words may be; their sentences not."""
    counts = json.loads((built / "prepared.json").read_text("utf-8"))["pairs"]
    assert counts["news"] == len(WHO) * len(DID) * len(WHERE) - 4
    assert counts["news-renamed"] == 1
    assert counts["news-written"] == 1


def test_training_learns_and_goes_on_where_it_stopped(built: Path) -> None:
    log = (built / "train.log").read_text("utf-8").splitlines()
    losses = [float(line.split(" loss ")[1].split()[0]) for line in log if " loss " in line]
    assert len(losses) >= 3
    assert all(later < sooner for sooner, later in pairwise(losses[:3]))
    assert "begin: fresh, step 0" in log[0]
    assert any("step-0000800.pt, step 800" in line for line in log)
    assert (built / "checkpoints" / "step-0000860.pt").is_file()


def test_the_package_is_one_the_program_translates_with(built: Path) -> None:
    translator = Translator(load(built / "package", "shipped"), threads=1)
    translations = translator.translate(["الرئيس زار بغداد.", "الشركة غادر تونس."])
    assert [t.english for t in translations] == [
        "The president visited Baghdad.", "The company left Tunis.",
    ]  # fmt: skip


def test_the_guided_head_looks_at_the_arabic_of_what_it_writes(built: Path) -> None:
    """The English city is linked to the Arabic one most strongly."""
    translator = Translator(load(built / "package", "shipped"), threads=1)
    right = 0
    for arabic_name, name in WHERE.items():
        arabic = f"الرئيس زار {arabic_name}."
        translation = translator.translate([arabic])[0]
        linked = [link for link in translation.links
                  if translation.english[slice(*link.english)] == name]  # fmt: skip
        strongest = max(linked, key=lambda link: link.weight)
        right += arabic[slice(*strongest.arabic)] == arabic_name
    assert right == len(WHERE)


def test_the_export_computes_what_the_trained_model_computes(built: Path) -> None:
    """Log probabilities, and the returned attention is the guided head's and no other's."""
    done = subprocess.run(
        [sys.executable, "-c", COMPARE, str(built / "config.toml")],
        capture_output=True, text=True, check=False, cwd=RECIPE,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["theirs"] == pytest.approx(result["ours"], abs=1e-4)
    for row, wanted in zip(result["attention"], result["links"], strict=True):
        assert row == pytest.approx(wanted[: len(row)], abs=1e-4)


def test_training_can_go_on_from_a_package(built: Path) -> None:
    """Its weights are the averaged ones, to the rounding of int8: a 254th of a row's largest."""
    torch = pytest.importorskip("torch")
    weights = module("package").weights_of(built / "package")
    averaged = torch.load(built / "averaged.pt", weights_only=True)["average"]
    assert weights.keys() == averaged.keys()
    for name, wanted in averaged.items():
        largest = wanted.abs().amax(-1, keepdim=True)
        assert bool(((weights[name] - wanted).abs() <= largest / 250 + 1e-6).all()), name


def test_the_zip_holds_one_folder(built: Path) -> None:
    import zipfile

    with zipfile.ZipFile(built / "translate-ar_en-test.argosmodel") as archive:
        names = archive.namelist()
    assert {n.split("/")[0] for n in names} == {"translate-ar_en-test"}
    assert {"metadata.json", "README.md", "sentencepiece.model", "model"} == {
        n.split("/")[1] for n in names
    }


def test_a_vocabulary_can_be_kept(built: Path, corpus: Path, tmp_path: Path) -> None:
    """Where training goes on from a checkpoint, piece ids must stay."""
    config = tmp_path / "config.toml"
    config.write_text(CONFIG.format(work=tmp_path, shared=corpus, more=""), "utf-8")
    kept = built / "sentencepiece.model"
    step("prepare.py", "--config", config, "--vocabulary", kept)
    assert (tmp_path / "sentencepiece.model").read_bytes() == kept.read_bytes()
    assert not (tmp_path / "arabic.txt").exists()


def test_symmetric_links_keep_what_both_directions_say_and_grow_from_it() -> None:
    links = module("align").symmetric({(0, 0), (1, 1), (3, 0)}, {(0, 0), (1, 2)})
    assert (0, 0) in links
    assert (1, 1) in links  # a neighbour
    assert (3, 0) not in links  # far off, its English word has a link


def test_words_that_seldom_translate_each_other_score_low() -> None:
    sources = ["زار بغداد", "زار تونس", "غادر بغداد", "غادر تونس", "زار تونس"]
    targets = ["visit baghd", "visit tunis", "left baghd", "left tunis", "other thing"]
    scores = module("align").scores(sources, targets, [[(0, 0), (1, 1)]] * 5)
    assert min(scores[:4]) > 2 * scores[4]


def test_a_tagged_sentence_gets_other_names_on_both_sides() -> None:
    corpus = module("corpus")
    names = {"P": [corpus.Pair("ليلى", "Layla", "", 0)], "L": [corpus.Pair("صنعاء", "Sana", "", 0)]}
    row = "زار <P>عمر</P> <L>مكة</L> و<L>جدة</L>.\t<P>Omar</P> visited <L>Mecca</L>, <L>Jeddah</L>."
    assert corpus.renamed(row, names, random.Random(0)) == (
        "زار ليلى <L>مكة</L> و<L>جدة</L>.\tLayla visited <L>Mecca</L>, <L>Jeddah</L>."
    )
    assert corpus.renamed("لا أسماء\tNo names", names, random.Random(0)) is None


def test_the_fused_loss_is_cross_entropy_and_its_gradient() -> None:
    torch = pytest.importorskip("torch")
    loss = module("model").FusedLoss.apply
    torch.manual_seed(0)
    wanted = torch.randint(0, 50, (700,))
    states = torch.randn(700, 16, requires_grad=True)
    weight = torch.randn(50, 16, requires_grad=True)
    ours = loss(states, weight, wanted, 0.1, torch.float32)
    gradients = torch.autograd.grad(3 * ours, (states, weight))
    theirs = torch.nn.functional.cross_entropy(states @ weight.t(), wanted, label_smoothing=0.1)
    assert float(ours.detach()) == pytest.approx(float(theirs.detach()), rel=1e-5)
    for a, b in zip(gradients, torch.autograd.grad(3 * theirs, (states, weight)), strict=True):
        assert torch.allclose(a, b, atol=1e-6)


def test_dropout_keeps_the_mean_and_the_share() -> None:
    torch = pytest.importorskip("torch")
    dropout = module("model").dropout
    torch.manual_seed(0)
    kept = dropout(torch.ones(1000, 100), 0.2, training=True)
    assert float(kept.mean()) == pytest.approx(1, abs=0.02)
    assert float((kept == 0).float().mean()) == pytest.approx(0.2, abs=0.02)
    assert torch.equal(dropout(kept, 0.2, training=False), kept)


def test_a_grown_model_begins_by_computing_what_the_smaller_one_did() -> None:
    """One more encoder layer, two more decoder layers, and twice the feed-forward."""
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    sizes = {"width": 16, "heads": 4, "positions": 20}
    models = [
        module("model").Transformer(sizes | more, vocabulary=30).eval()
        for more in (
            {"encoder_layers": 1, "decoder_layers": 2, "inner": 24},
            {"encoder_layers": 2, "decoder_layers": 4, "inner": 48},
        )
    ]
    module("model").load_grown(models[1], models[0].state_dict())
    source, target = torch.randint(3, 30, (2, 9)), torch.randint(3, 30, (2, 7))
    (states, links), (grown, same_links) = (
        model(source, target, torch.ones(2, 7, dtype=torch.bool)) for model in models
    )
    assert torch.allclose(grown, states, atol=1e-6)
    assert torch.allclose(same_links, links, atol=1e-6)


def test_stems_for_alignment_drop_proclitics() -> None:
    align = module("align")
    assert align.arabic_stem("وبالمدينة") == align.arabic_stem("المدينة") == "مدينه"
    assert align.arabic_stem("من") == "من"


@pytest.mark.parametrize(
    ("arabic", "english", "sound"),
    [
        ("زار الرئيس مدينة بغداد أمس", "The president visited Baghdad yesterday", True),
        ("زار الرئيس بغداد", "He said that the visit had been long planned and was good", False),
        ("قتل 25 شخصا في 1998 في بغداد", "In Baghdad 47 people were killed in 2003", False),
        ("دفع 900 ألف جنيه و3200 دولار", "He paid 900,000 pounds and 3,200 dollars", True),
        ("اكتب <b>نص</b> هنا الآن", "Write <b>text</b> here now", False),
        ("Vue Router library documentation مكتبة", "Vue Router library documentation", False),
        ("", "Nothing", False),
    ],
)
def test_pairs_that_cannot_be_translations_are_dropped(
    arabic: str, english: str, sound: bool
) -> None:
    corpus = module("corpus")
    assert corpus.is_sound(corpus.Pair(arabic, english, "news", 0)) is sound


def test_of_dictionary_entries_the_usual_ones_are_taken() -> None:
    corpus = module("corpus")
    entries = [corpus.Pair("متقاعد", english, "dictionary", 0)
               for english in ("Superannuated", "Retired", "Pensioned off")]  # fmt: skip
    pairs = [corpus.Pair("", "The retired general is retired off.", "news", 0)] * 5
    assert [p.english for p in corpus.usual(entries, pairs, 10)] == ["Retired"]
    assert corpus.usual(entries, pairs, 0) == []


def test_noise_leaves_text_that_cleaning_leaves_alone() -> None:
    from reader.arabic.normalise import clean

    corpus = module("corpus")
    rng = random.Random(3)
    text = 'قال الوزير "نعم"، وأضاف أن المدينة آمنة.'
    made = {corpus.noised(text, rng) for _ in range(200)}
    assert len(made) > 20
    assert all(clean(t) == t and t for t in made)


def test_english_is_written_with_plain_marks() -> None:
    corpus = module("corpus")
    assert corpus.normalise_english("“It’s – well … 5”") == '"It\'s - well ... 5"'
    assert corpus.plain_letters("Ra’s al Khaymah, Nā‘ūra") == "Ra's al Khaymah, Na'ura"


def test_pieces_know_the_words_they_touch() -> None:
    pieces = module("pieces")
    words, spans = [(0, 3), (4, 9)], [(0, 2), (2, 5), (5, 9)]
    inside = pieces.piece_tokens(words, spans)
    assert inside == [{0}, {0, 1}, {1}]
    assert pieces.piece_links([(0, 0)], inside, [{0}]) == [(0, 0), (0, 1)]


def test_links_follow_the_words_of_a_noised_sentence() -> None:
    pieces = module("pieces")
    links = [(0, 0), (1, 1), (2, 2)]
    assert pieces.relinked(links, ["a", "b", "c"], ["a", "c"]) == [(0, 0), (1, 2)]


def test_proclitics_are_cut_off_a_stem_known_without_them() -> None:
    clitics = module("clitics")
    counts = {"وزير": 90, "الوزير": 80, "للوزير": 9, "والوزير": 3, "زير": 2, "واشنطن": 50,
              "لواشنطن": 2, "الله": 40, "له": 30, "وقال": 70, "قال": 60}  # fmt: skip
    cuts = clitics.cut(clitics.Counter(counts))
    assert {word: prefix for word, (prefix, _) in cuts.items()} == {
        "وزير": "", "الوزير": "ال", "للوزير": "لل", "والوزير": "وال", "زير": "", "واشنطن": "",
        "لواشنطن": "ل", "الله": "", "له": "", "وقال": "و", "قال": "",
    }  # fmt: skip
    assert list(clitics.held_apart(["وقال الوزير:"], cuts, "|")) == ["و|قال ال|وزير:"]


LEARN = """
import json, sys
from pathlib import Path
import sentencepiece
from vocabulary import train_vocabulary
forms = ["وزير", "وزيرها", "الوزير", "للوزير", "والوزير", "مدينة", "مدينتها", "بالمدينة", "لمدينة"]
arabic = [f"زار {a} {b} {c}." for a in forms for b in forms for c in ("إلى", "اليوم")]
english = [f"The {a} saw the {b}." for a in ("minister", "city") for b in ("road", "town")] * 20
train_vocabulary(arabic, english, 140, 2, Path(sys.argv[1]))
model = sentencepiece.SentencePieceProcessor(model_file=sys.argv[1] + "/sentencepiece.model")
print(json.dumps([model.encode(w, out_type=str) for w in ("وزير", "للوزير", "والوزير", "إلى")]))
"""


def test_a_stem_is_one_piece_however_it_is_joined(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEARN, str(tmp_path)],
        capture_output=True, text=True, check=False, cwd=RECIPE,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    bare, to_the, and_the, other = json.loads(done.stdout)
    assert [bare[-1], to_the, and_the] == ["وزير", ["▁لل", "وزير"], ["▁وال", "وزير"]]
    assert "".join(other) == "▁الي"  # folded
