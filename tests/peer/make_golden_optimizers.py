#!/usr/bin/env python3
"""Writes tests/golden/optimizers.pt: weights of a network of two 1x1 convolutions after three steps of PyTorch's AdamW
and Adam, with gradients from the counter of make_golden.py.
"""
import torch

from make_golden import GOLDEN, counted
from make_golden_methods import Net

RATES = [0.02, 0.015, 0.01]


def run(make):
    net = Net("student")
    optimizer = make(net.parameters())
    for t, rate in enumerate(RATES):
        for group in optimizer.param_groups:
            group["lr"] = rate
        for key, p in net.named_parameters():
            p.grad = counted(f"gradient{t + 1}/{key}", tuple(p.shape))
        optimizer.step()
    return {key: p.detach().clone() for key, p in net.named_parameters()}


if __name__ == "__main__":
    torch.save({
        "adamw": run(lambda p: torch.optim.AdamW(p, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.05)),
        "adam": run(lambda p: torch.optim.Adam(p, betas=(0.9, 0.99), eps=1e-8)),
    }, f"{GOLDEN}/optimizers.pt")
