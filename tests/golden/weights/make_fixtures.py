#!/usr/bin/env python3
"""Writes the weights files of this folder, as PyTorch and safetensors users write them.

The files are committed, so the tests need no Python. To make them again: python3 make_fixtures.py
with PyTorch for the .pth files, and with safetensors and numpy for the .safetensors file.
"""
import argparse
import collections
import os
import pathlib

FOLDER = pathlib.Path(__file__).parent


def write_pth():
    import numpy
    import torch

    def save(name, value, legacy=False, **options):
        torch.save(value, FOLDER / name, _use_new_zipfile_serialization=not legacy, **options)

    net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 2, bias=True), torch.nn.BatchNorm2d(2))
    with torch.no_grad():
        net[0].weight.copy_(torch.arange(8.0).reshape(2, 1, 2, 2) / 4)
        net[0].bias.copy_(torch.tensor([0.5, -1.5]))
        net[1].running_mean.copy_(torch.tensor([3.0, 4.0]))
    state = net.state_dict()
    save("state_dict_zip.pth", state)
    save("state_dict_legacy.pth", state, legacy=True)

    parallel = collections.OrderedDict(("module." + name, value) for name, value in state.items())
    save("checkpoint.pth", {"epoch": 7, "best": 0.25, "note": "naïve", "done": False, "rest": None,
                            "size": (2, 3), "optimizer": {"state": {0: {"momentum": torch.ones(2)}}, "lr": [0.1]},
                            "state_dict": parallel})

    base = torch.arange(12, dtype=torch.float32)
    kinds = {str(kind).split(".")[1]: torch.tensor([0, 1, 2], dtype=kind)
             for kind in (torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int32,
                          torch.int16, torch.int8, torch.uint8, torch.bool)}
    forms = {"whole": base, "rows": base[4:8], "transposed": base.reshape(3, 4).t(), "scalar": torch.tensor(2.5),
             "empty": torch.empty(0, 3), "parameter": torch.nn.Parameter(torch.tensor([1.0, -1.0])),
             "kinds": kinds, "large_integer": 2 ** 40, "negative": -5}
    save("forms_zip.pth", forms)
    save("forms_legacy.pth", forms, legacy=True)
    save("forms_protocol4.pth", forms, pickle_protocol=4)

    class Malicious:
        def __reduce__(self):
            return os.system, ("touch executed",)

    save("malicious_zip.pth", {"weight": Malicious()})
    save("malicious_legacy.pth", {"weight": Malicious()}, legacy=True)
    save("whole_module.pth", net)
    layer = torch.nn.Linear(2, 1)
    with torch.no_grad():
        layer.weight.zero_()
        layer.bias.zero_()
    save("objects.pth", {"model": torch.nn.Sequential(layer).state_dict(), "args": argparse.Namespace(lr=0.1),
                         "folder": pathlib.PurePosixPath("a"), "array": numpy.ones(2), "seen": {1, 2},
                         "random": 2 ** 80, "hook": Malicious()})


def write_safetensors():
    import numpy
    from safetensors.numpy import save_file

    tensors = {f"kind.{kind}": numpy.array([0, 1, 2]).astype(kind)
               for kind in ("float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool")}
    tensors["matrix"] = numpy.arange(6, dtype=numpy.float32).reshape(2, 3)
    tensors["scalar"] = numpy.array(2.5, dtype=numpy.float32)
    tensors["empty"] = numpy.zeros((0, 3), dtype=numpy.float32)
    tensors['odd "name"\\ \n ü 😀'] = numpy.array([9], dtype=numpy.int32)
    save_file(tensors, FOLDER / "forms.safetensors", metadata={"text": "a\tb\x01 \"quoted\" ü 😀", "empty": ""})


for write in (write_pth, write_safetensors):
    try:
        write()
    except ModuleNotFoundError as missing:
        print(f"{write.__name__} skipped: {missing}")
