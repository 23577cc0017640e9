"""Tiny neural voices: real ONNX graphs that the real runtimes load and run.

Each hums a tone for every symbol: the pitch is the symbol's number, and the
level rises and falls once a symbol, so that it passes for speech as far as
levels go. They hold no weights and make no noise, hence every run is alike.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

URDU = "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےآئؤأۂۓ"


def _hum(ids: str, output: list[int], samples: int, rate_hz: int) -> list[onnx.NodeProto]:
    """Nodes from ids of shape (1, n) to sound of n * samples."""
    time = np.arange(samples, dtype=np.float32) / rate_hz
    swell = 0.4 * np.sin(np.pi * np.arange(samples, dtype=np.float32) / samples) ** 2
    pitch = (2 * np.pi * time).astype(np.float32)

    def constant(name: str, value: np.ndarray) -> onnx.NodeProto:
        tensor = helper.make_tensor(name, _type_of(value), value.shape, value.flatten().tolist())
        return helper.make_node("Constant", [], [name], value=tensor)

    return [
        constant("pitch", pitch.reshape(1, 1, -1)),
        constant("swell", swell.reshape(1, 1, -1).astype(np.float32)),
        constant("axis", np.array([2], dtype=np.int64)),
        constant("step", np.array(9.0, dtype=np.float32)),
        constant("base", np.array(140.0, dtype=np.float32)),
        constant("shape", np.array(output, dtype=np.int64)),
        constant("none", np.array(0.0, dtype=np.float32)),
        constant("one", np.array(1.0, dtype=np.float32)),
        helper.make_node("Cast", [ids], ["number"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["number", "axis"], ["column"]),
        helper.make_node("Mul", ["column", "step"], ["above"]),
        helper.make_node("Add", ["above", "base"], ["hertz"]),
        helper.make_node("Mul", ["hertz", "pitch"], ["angle"]),
        helper.make_node("Sin", ["angle"], ["wave"]),
        # Symbol 0 pads, and is silent.
        helper.make_node("Clip", ["column", "none", "one"], ["voiced"]),
        helper.make_node("Mul", ["wave", "swell"], ["swelling"]),
        helper.make_node("Mul", ["swelling", "voiced"], ["sound"]),
        helper.make_node("Reshape", ["sound", "shape"], ["flat"]),
    ]


def _type_of(value: np.ndarray) -> int:
    return TensorProto.INT64 if value.dtype == np.int64 else TensorProto.FLOAT


def _save(path: Path, graph: onnx.GraphProto, facts: dict[str, str]) -> None:
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    for key, value in facts.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def make_piper_voice(folder: Path, name: str = "tiny") -> Path:
    """``name.onnx`` and ``name.onnx.json``, as piper's training writes them."""
    rate_hz = 22050
    values = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "n"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    nodes = [
        *_hum("input", [1, 1, 1, -1], 700, rate_hz),
        # As in a real voice, the lengths and scales take part.
        helper.make_node("Cast", ["input_lengths"], ["length"], to=TensorProto.FLOAT),
        helper.make_node("Concat", ["length", "scales"], ["all"], axis=0),
        helper.make_node("ReduceSum", ["all"], ["sum"], keepdims=0),
        helper.make_node("Mul", ["sum", "none"], ["nothing"]),
        helper.make_node("Add", ["flat", "nothing"], ["output"]),
    ]
    result = helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "samples"])
    path = folder / f"{name}.onnx"
    _save(path, helper.make_graph(nodes, "tiny", values, [result]), {})
    symbols = "_^$ !',-.:;?abcdefghijklmnopqrstuvwxyzæçðøħŋœɐɑɒɓɔɕɖɗɘəɚɛɜɞɟɠɡɢɣɤɥɦɧɨɪɫɬɭɯɱɲɳɵɸɹɻɽɾ"
    symbols += "ʀʁʂʃʈʉʊʋʌʍʎʏʐʑʒʔʕʰʲˈˌːˑ˞ˤ̃"
    config = {
        "audio": {"sample_rate": rate_hz, "quality": "medium"},
        "espeak": {"voice": "ur"},
        "phoneme_type": "espeak",
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "num_symbols": 256,
        "num_speakers": 1,
        "speaker_id_map": {},
        "phoneme_id_map": {symbol: [number] for number, symbol in enumerate(symbols)},
    }
    path.with_suffix(".onnx.json").write_text(json.dumps(config), "utf-8")
    return path


def make_mms_voice(folder: Path) -> Path:
    """``model.onnx`` and ``tokens.txt``, as converted for sherpa-onnx."""
    rate_hz = 16000
    one = [1]
    values = [
        helper.make_tensor_value_info("x", TensorProto.INT64, [1, "n"]),
        helper.make_tensor_value_info("x_length", TensorProto.INT64, one),
        helper.make_tensor_value_info("noise_scale", TensorProto.FLOAT, one),
        helper.make_tensor_value_info("length_scale", TensorProto.FLOAT, one),
        helper.make_tensor_value_info("noise_scale_w", TensorProto.FLOAT, one),
    ]
    scales = ["noise_scale", "length_scale", "noise_scale_w"]
    nodes = [
        *_hum("x", [1, 1, -1], 540, rate_hz),
        helper.make_node("Cast", ["x_length"], ["length"], to=TensorProto.FLOAT),
        helper.make_node("Concat", ["length", *scales], ["all"], axis=0),
        helper.make_node("ReduceSum", ["all"], ["sum"], keepdims=0),
        helper.make_node("Mul", ["sum", "none"], ["nothing"]),
        helper.make_node("Add", ["flat", "nothing"], ["y"]),
    ]
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, "samples"])
    facts = {
        "model_type": "vits",
        "comment": "mms",
        "url": "https://huggingface.co/facebook/mms-tts",
        "add_blank": "1",
        "language": "Urdu",
        "frontend": "characters",
        "n_speakers": "1",
        "sample_rate": str(rate_hz),
    }
    path = folder / "model.onnx"
    _save(path, helper.make_graph(nodes, "tiny", values, [result]), facts)
    lines = [f"{symbol} {number}" for number, symbol in enumerate("_" + " " + URDU)]
    (folder / "tokens.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return path
