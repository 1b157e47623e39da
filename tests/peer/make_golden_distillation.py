#!/usr/bin/env python3
"""Writes tests/golden/distillation.pt: what PyTorch computes of the terms of distillation, from the papers' equations.

Inputs are not stored: both sides fill them from the generator of make_golden.py. Every term is written over lists of
the valid pixels, where the program multiplies by masks.
"""
import os
import sys

import torch
import torch.nn.functional as F

sys.path.insert(0, os.path.dirname(__file__))
from make_golden import GOLDEN, counted

N, H, W = 3, 8, 8


def rows(x, valid):
    """N×C×H×W as the list of its valid pixels, P×C."""
    return x.permute(0, 2, 3, 1)[valid]


def kl(target, logits):
    return F.kl_div(F.log_softmax(logits, 1), target, reduction="batchmean")


def soft(teachers, temperature):
    return sum(F.softmax(t / temperature, 1) for t in teachers) / len(teachers)


def hinton(student, teachers, valid, temperature):
    return temperature**2 * kl(rows(soft(teachers, temperature), valid), rows(student, valid) / temperature)


def zhou(student, teachers, labels, valid, temperature):
    s, y = rows(student, valid), labels[valid]
    mean = rows(soft(teachers, 1), valid)
    with torch.no_grad():
        ratio = F.cross_entropy(s, y, reduction="none") / (F.nll_loss(mean.log(), y, reduction="none") + 1e-7)
        weight = 1 - torch.exp(-ratio)
    each = F.kl_div(F.log_softmax(s / temperature, 1), rows(soft(teachers, temperature), valid), reduction="none").sum(1)
    return temperature**2 * (weight * each).mean()


def liu_pair(student, teacher, valid, regions):
    """For maps and regions that divide the picture: loops over regions."""
    total, pairs = 0.0, 0
    for image in range(N):
        vectors = []
        for features in (student, teacher):
            side = features.shape[2]
            share = valid[image].float().reshape(side, H // side, side, W // side).mean((1, 3))
            step = side // regions
            found = {}
            for r in range(regions):
                for c in range(regions):
                    part = slice(r * step, (r + 1) * step), slice(c * step, (c + 1) * step)
                    weight = share[part]
                    if weight.sum() > 0:
                        mean = (features[image][(slice(None), *part)] * weight).sum((1, 2)) / weight.sum()
                        found[r, c] = F.normalize(mean, dim=0)
            vectors.append(found)
        ours, theirs = vectors
        for i in ours:
            for j in ours:
                total = total + (ours[i] @ ours[j] - theirs[i] @ theirs[j]) ** 2
                pairs += 1
    return total / pairs


def cwd(student, teacher, valid, temperature):
    terms = []
    for image in range(N):
        if not valid[image].any():
            continue
        for c in range(student.shape[1]):
            s, t = student[image, c][valid[image]] / temperature, teacher[image, c][valid[image]] / temperature
            terms.append(F.kl_div(F.log_softmax(s, 0), F.softmax(t, 0), reduction="sum"))
    return temperature**2 * sum(terms) / len(terms)


def dist(student, teachers, valid):
    s, t = F.softmax(rows(student, valid), 1), rows(soft(teachers, 1), valid)

    def pearson(a, b):
        a, b = a - a.mean(1, keepdim=True), b - b.mean(1, keepdim=True)
        return torch.einsum("ik,ik->i", a, b) / (a.norm(dim=1) * b.norm(dim=1) + 1e-8)

    return (1 - pearson(s, t)).mean() + (1 - pearson(s.t(), t.t())).mean()


def heo(student, teacher, valid):
    side = teacher.shape[2]
    share = valid.float().reshape(N, side, H // side, side, W // side).mean((2, 4))
    total = 0.0
    for c in range(teacher.shape[1]):
        t, s = teacher[:, c], student[:, c]
        negative = t < 0
        margin = (t[negative] * share[negative]).sum() / share[negative].sum() if negative.any() else t.new_zeros(())
        target = torch.where(t > margin, t, margin)
        idle = (s <= target) & (target <= 0)
        total = total + ((s - target)[~idle] ** 2 * share[~idle]).sum()
    return total / share.sum() / teacher.shape[1]


def main():
    logits = counted("student logits", (N, 2, H, W)) * 3
    teachers = [counted("teacher1 logits", (N, 2, H, W)) * 3, counted("teacher2 logits", (N, 2, H, W)) * 3]
    labels = (counted("distilled labels", (N, H, W)) > 0.3).long()
    valid = counted("valid", (N, H, W)) > -0.4
    valid[2] = False
    valid[1, :4, :4] = False  # a region of it
    features, guide = counted("student features", (N, 5, 4, 4)), counted("teacher features", (N, 5, 4, 4))
    guide[:, 3] = guide[:, 3].abs()  # a rectified channel
    other = counted("other features", (N, 7, 2, 2))
    weight, bias = counted("projection weight", (7, 5, 1, 1)), counted("projection bias", (7,))

    def projected(x):
        return F.interpolate(F.conv2d(x, weight, bias), (6, 3), mode="bilinear", align_corners=False).square().mean()

    terms = {
        "hinton": (logits, lambda s: hinton(s, teachers, valid, 2)),
        "zhou": (logits, lambda s: zhou(s, teachers, labels, valid, 2)),
        "liu_pixel": (logits, lambda s: kl(rows(soft(teachers, 1), valid), rows(s, valid))),
        "liu_pair": (features, lambda s: liu_pair(s, other, valid, 2)),
        "cwd": (logits, lambda s: cwd(s, sum(teachers) / 2, valid, 4)),
        "dist": (logits, lambda s: dist(s, teachers, valid)),
        "heo": (features, lambda s: heo(s, guide, valid)),
        "projection": (features, projected),
    }
    out = {}
    for name, (student, loss) in terms.items():
        student = student.clone().requires_grad_()
        value = loss(student)
        value.backward()
        out[name] = {"loss": value.detach().float(), "gradient": student.grad.clone()}
        print(name, value.item(), student.grad.abs().sum().item())
    torch.save(out, f"{GOLDEN}/distillation.pt")


if __name__ == "__main__":
    main()
