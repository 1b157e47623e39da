#!/usr/bin/python3
"""Writes tests/golden/networks.pt and steps.pt: what PyTorch computes with the peer's networks and steps.

Weights and inputs are not stored: both sides fill them from a counter-based generator keyed by the tensor's name
(tests/support/counted_weights.h is the same in C++), so that networks of full size need only small files.
Run with Debian's python3-torch and python3-torchvision:  /usr/bin/python3 tests/peer/make_golden.py
"""
import os
import sys

import numpy as np
import torch
from torch import nn

sys.path.insert(0, os.path.dirname(__file__))
import peer

GOLDEN = os.path.join(os.path.dirname(__file__), "..", "golden")


def mix(v):
    v = (v ^ (v >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    v = (v ^ (v >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return v ^ (v >> np.uint64(31))


def counted(name, shape):
    """Numbers in [-1, 1), exact in float32, equal in C++ and Python."""
    key = 0xCBF29CE484222325
    for byte in name.encode():
        key = ((key ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    n = int(np.prod(shape)) if shape else 1
    with np.errstate(over="ignore"):
        v = mix(np.uint64(key) + np.arange(1, n + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    u = (v >> np.uint64(40)).astype(np.float32) / np.float32(2**23) - np.float32(1)
    return torch.from_numpy(u.reshape(shape).copy())


def weight(prefix, name, shape):
    """Of a parameter or statistic, by its name among ours."""
    u = counted(f"{prefix}/{name}", tuple(shape))
    if len(shape) > 1:  # convolutions and linear layers
        return u * np.float32((6.0 / np.prod(shape[1:])) ** 0.5)
    if name.endswith(("bn2.weight", "bn3.weight")):  # the ends of residual branches: their sum must not explode
        return 0.25 + 0.125 * u
    if name.endswith("weight"):
        return 1 + 0.25 * u
    if name.endswith("running_var"):
        return 1 + 0.5 * u
    return 0.25 * u


def fill(net, prefix):
    with torch.no_grad():
        for name, t in list(net.named_parameters()) + list(net.named_buffers()):
            if not name.endswith("num_batches_tracked"):
                t.copy_(weight(prefix, name, t.shape))
    for module in net.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    return net


def networks():
    out = {}
    for name, net in [("deeplab_v3plus_resnet18", peer.DeepLabV3Plus(18)), ("deeplab_v3plus_resnet34", peer.DeepLabV3Plus(34)),
                      ("deeplab_v3plus_resnet50", peer.DeepLabV3Plus(50)), ("deeplab_v3plus_resnet101", peer.DeepLabV3Plus(101)),
                      ("segnet_vgg16", peer.SegNet())]:
        fill(net, name).eval()
        with torch.no_grad():
            logits, features = net(counted("images", (1, 3, 64, 64)) * 2)
        out[name] = {"logits": logits.clone(), "features": features.mean((2, 3)),
                     "parameters": torch.tensor(sum(p.numel() for p in net.parameters()))}
        print(name, out[name]["parameters"].item(), logits.abs().mean().item(), logits.std().item())
    torch.save(out, f"{GOLDEN}/networks.pt")


def steps():
    out = {}
    xl, xu = counted("labelled", (2, 3, 64, 64)) * 2, counted("unlabelled", (2, 3, 64, 64)) * 2
    y = (counted("labels", (2, 64, 64)) > 0.5).long()
    y[:, :4] = 255
    original = peer.F.cross_entropy
    peer.F.cross_entropy = lambda logits, labels: original(logits, labels, ignore_index=255)
    for method, names in [("supervised", ["student"]), ("cps", ["student", "student2"]), ("cms", ["teacher1", "teacher2"]),
                          ("sslkd", ["student"])]:
        make = {"student": lambda: peer.DeepLabV3Plus(18), "student2": lambda: peer.DeepLabV3Plus(18),
                "teacher1": lambda: peer.DeepLabV3Plus(34), "teacher2": peer.SegNet}
        nets = [fill(make[n](), n).train() for n in names]
        teachers = [fill(make[n](), n).eval().requires_grad_(False) for n in ["teacher1", "teacher2"]] if method == "sslkd" else []
        step = {"supervised": peer.step_supervised, "cps": peer.step_cross, "cms": peer.step_cross, "sslkd": peer.step_sslkd}[method]
        labels = y if method == "supervised" else y.clamp(max=1)
        opt = torch.optim.SGD([p for n in nets for p in n.parameters()], lr=0.01, momentum=0.9, weight_decay=1e-4)
        result = {}
        for i in range(3):  # weights after the first step; the third loss has seen the momentum
            opt.zero_grad(set_to_none=True)
            loss = step(nets, xl, labels, xu, teachers)
            loss.backward()
            opt.step()
            result[f"loss{i + 1}"] = loss.detach().clone()
            if i > 0:
                continue
            for name, net in zip(names, nets):
                for key, t in net.state_dict().items():
                    if not key.endswith("num_batches_tracked"):
                        result[f"{name}/{key}"] = torch.stack([t.double().sum(), t.double().abs().sum(), t.flatten()[0].double()]).float()
        out[method] = result
        print(method, result["loss1"].item(), result["loss3"].item())
    peer.F.cross_entropy = original
    torch.save(out, f"{GOLDEN}/steps.pt")


if __name__ == "__main__":
    torch.set_num_threads(2)
    networks()
    steps()
