#!/usr/bin/env python3
"""Writes tests/golden/gct.pt: what PyTorch computes for three steps of GCT (Ke et al. 2020), written here from the paper.

Two networks of two 1x1 convolutions learn by SGD and a narrow flaw detector by Adam, on inputs and weights from the
counter of make_golden.py. The detector teaches through a copy of its weights that is cut off from them.
"""
import torch
import torch.nn.functional as F
from torch import nn

from make_golden import GOLDEN, counted, weight
from make_golden_methods import Net, ce

SIDE, CHANNELS, THRESHOLD = 128, 8, 0.6
XL, XU = counted("labelled", (2, 3, SIDE, SIDE)) * 2, counted("unlabelled", (2, 3, SIDE, SIDE)) * 2
Y = (counted("labels", (2, SIDE, SIDE)) > 0.2).long()
Y[:, :2] = 255
VALID = torch.cat([Y != 255, counted("valid", (2, SIDE, SIDE)) > -0.8])


class Norm(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.half, self.bnorm = channels // 2, nn.BatchNorm2d(channels // 2)

    def forward(self, x):
        return torch.cat([self.bnorm(x[:, :self.half]), F.instance_norm(x[:, self.half:])], 1)


class Detector(nn.Module):
    LAYERS = [("1", 1, 2), ("2", 2, 2), ("2_1", 2, 1), ("3", 4, 2), ("3_1", 4, 1), ("4", 8, 2), ("4_1", 8, 1)]

    def __init__(self):
        super().__init__()
        channels = 5
        for name, widening, stride in self.LAYERS:
            self.add_module("conv" + name, nn.Conv2d(channels, CHANNELS * widening, 4, stride, 1))
            self.add_module("ibn" + name, Norm(CHANNELS * widening))
            channels = CHANNELS * widening
        self.classifier = nn.Conv2d(channels, 1, 4, 2, 1)
        with torch.no_grad():
            for key, t in self.named_parameters():
                t.copy_(weight("detector", key, t.shape))
            self.classifier.bias.fill_(0.5)  # so that there are flaws at all

    def forward(self, x, p):
        x = torch.cat([x, p], 1)
        for name, _, _ in self.LAYERS:
            x = F.leaky_relu(getattr(self, "ibn" + name)(getattr(self, "conv" + name)(x)), 0.2)
        return F.interpolate(self.classifier(x), (SIDE, SIDE), mode="bilinear", align_corners=False)


def blur(x, taps):
    half = taps // 2
    place = torch.arange(taps) - half
    line = torch.exp(-place ** 2 / (2 * (0.3 * (half - 1) + 0.8) ** 2))
    kernel = torch.outer(line, line)
    return F.conv2d(F.pad(x, [half] * 4, mode="reflect"), (kernel / kernel.sum())[None, None])


def stretch(x):
    low, high = x.amin((1, 2, 3), keepdim=True), x.amax((1, 2, 3), keepdim=True)
    return (x - low) / (high - low + 1e-9)


def true_flaws(p):
    onehot = torch.stack([(Y == c).float() for c in range(2)], 1)
    flaws = blur((onehot - p).abs().sum(1, keepdim=True) * (Y != 255)[:, None], 17)
    return stretch(blur(F.max_pool2d(F.pad(flaws, [1] * 4, mode="reflect"), 3, 1), 33))


def cleaned(flaws):
    flaws = blur(flaws.clamp(min=0), 9)
    return stretch(flaws) * (flaws.amax((1, 2, 3), keepdim=True) > 0.1)


def mean(x, valid):
    return x.mean(1)[valid].mean()


def gct(nets, detector, t):
    images, loss = torch.cat([XL, XU]), 0.0
    cut_off = {key: value.detach() for key, value in detector.named_parameters()}
    said = [torch.cat([n(XL), n(XU)]).softmax(1) for n in nets]
    maps = [detector(images, p.detach()) for p in said]
    with torch.no_grad():
        flaws = [cleaned(m) for m in maps]
        wrong = [f > THRESHOLD for f in flaws]
        flaws = [torch.where(w, torch.ones_like(f), f) for f, w in zip(flaws, wrong)]
    ramp = torch.exp(torch.tensor(-5.0 * (1 - min(1.0, t / (0.5 * 4))) ** 2)).item()
    for i in range(2):
        other = 1 - i
        target = torch.where(flaws[other] >= flaws[i], said[i], said[other]).detach()
        seen = torch.func.functional_call(detector, cut_off, (images, said[i]))
        loss = loss + ce(nets[i](XL), Y) + 100 * ramp * mean((said[i] - target) ** 2, VALID)
        loss = loss + mean(seen ** 2 * (wrong[0] & wrong[1]), VALID)
        loss = loss + 5 * mean((maps[i][:2] - true_flaws(said[i][:2].detach())) ** 2, VALID[:2])
    print("better", [(flaws[1 - i] > flaws[i]).float().mean().item() for i in range(2)], "wrong",
          (wrong[0] & wrong[1]).float().mean().item())
    return loss


if __name__ == "__main__":
    nets, detector, out = [Net("student"), Net("student2")], Detector(), {}
    optimizers = [torch.optim.SGD([p for n in nets for p in n.parameters()], 0.1, 0.9, weight_decay=1e-4),
                  torch.optim.Adam(detector.parameters(), 1e-4, betas=(0.9, 0.99))]
    for t in range(3):
        for optimizer in optimizers:
            optimizer.zero_grad()
        loss = gct(nets, detector, t)
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
        out[f"loss{t + 1}"] = loss.detach()
    for net in nets:
        out |= {f"{net.name}/{key}": p.detach().clone() for key, p in net.named_parameters()}
    out["detector/classifier.weight"] = detector.classifier.weight.detach().clone()
    out["detector/conv1.weight"] = detector.conv1.weight.detach().clone()
    print([out[f"loss{i + 1}"].item() for i in range(3)])
    torch.save(out, f"{GOLDEN}/gct.pt")
