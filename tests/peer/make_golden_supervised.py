#!/usr/bin/env python3
"""Writes tests/golden/supervised_losses.pt: errors of logits against labels and their gradients, by PyTorch's
cross-entropy and a Dice of road written from Milletari et al. 2016 (eq. 3), with pixels without label left out.
"""
import torch
import torch.nn.functional as F

from make_golden import GOLDEN, counted

ROAD_WEIGHT = 7.0
LOGITS = counted("logits", (3, 2, 16, 16)) * 4
LABELS = (counted("labels", (3, 16, 16)) > 0.8).long()
LABELS[:, :3] = 255
LABELS[2] = 255


def road_dice(logits, y):
    valid = y != 255
    p, g = logits.softmax(1)[:, 1][valid], (y[valid] == 1).float()
    if g.sum() == 0:
        return 0 * p.sum()
    return 1 - 2 * (p * g).sum() / ((p ** 2).sum() + (g ** 2).sum())


LOSSES = {
    "cross_entropy": lambda x, y: F.cross_entropy(x, y, ignore_index=255),
    "cross_entropy_dice": lambda x, y: F.cross_entropy(x, y, ignore_index=255) + road_dice(x, y),
    "weighted_cross_entropy": lambda x, y: F.cross_entropy(x, y, torch.tensor([1, ROAD_WEIGHT]), ignore_index=255),
}

if __name__ == "__main__":
    out = {}
    for batch, labels in (("roads", LABELS), ("no roads", LABELS.masked_fill(LABELS == 1, 0))):
        for name, loss in LOSSES.items():
            logits = LOGITS.clone().requires_grad_()
            value = loss(logits, labels)
            value.backward()
            out[f"{batch}/{name}"], out[f"{batch}/{name}/gradient"] = value.detach(), logits.grad
            print(batch, name, value.item())
    torch.save(out, f"{GOLDEN}/supervised_losses.pt")
