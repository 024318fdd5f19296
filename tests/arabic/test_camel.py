"""CAMeL Tools' recogniser: loads any BertForTokenClassification folder, offline."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from reader.arabic.camel import CamelRecogniser, available, camel_folder
from reader.errors import ReaderError

MAKE = """
import sys
from transformers import BertConfig, BertForTokenClassification, BertTokenizer
import torch
folder = sys.argv[1]
words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "قال", "حفتر", "ليبيا", "في", ".", "خليفة"]
open(folder + "/vocab.txt", "w").write("\\n".join(words))
labels = ["O", "B-PERS", "I-PERS", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC"]
config = BertConfig(vocab_size=len(words), hidden_size=16, num_hidden_layers=1,
    num_attention_heads=2, intermediate_size=16, id2label=dict(enumerate(labels)),
    label2id={l: i for i, l in enumerate(labels)})
torch.manual_seed(3)
model = BertForTokenClassification(config)
# Labels by word: "حفتر" and "خليفة" a person, "ليبيا" a place, all else nothing.
torch.nn.init.zeros_(model.classifier.weight)
model.save_pretrained(folder)
BertTokenizer(folder + "/vocab.txt").save_pretrained(folder)
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model folder, made in a process of its own: torch stays out of this one."""
    if not importlib.util.find_spec("transformers"):
        pytest.skip("transformers is not installed")
    folder = tmp_path_factory.mktemp("tiny-bert")
    subprocess.run([sys.executable, "-c", MAKE, str(folder)], check=True, capture_output=True)
    return folder


def test_it_loads_a_folder_and_keeps_spans_exact(model: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from reader.arabic.camel import CamelRecogniser\n"
        "text = 'قال \\u200fخَليفة حفتر في ليبيا ؟؟ .'\n"
        "for e in CamelRecogniser(Path(sys.argv[1])).entities([text, ''])[0]:\n"
        "    assert 0 <= e.arabic[0] < e.arabic[1] <= len(text); print(e.type)\n"
        "print('done')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(model)], capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("done\n"), done.stderr


def test_a_folder_without_a_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"config\.json is missing"):
        CamelRecogniser(tmp_path)


def test_nothing_is_available_until_it_was_fetched() -> None:
    assert available() is None
    assert (camel_folder() / "catalogue.json").is_file()
